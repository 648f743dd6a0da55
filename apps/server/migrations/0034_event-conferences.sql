CREATE TABLE "event_conferences" (
	"tenant_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"owns_room" boolean NOT NULL,
	"url" text NOT NULL,
	"block" text NOT NULL,
	"wrote_location" boolean NOT NULL,
	"wrote_url" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_conferences_tenant_id_event_id_pk" PRIMARY KEY("tenant_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "event_conferences" ADD CONSTRAINT "event_conferences_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_conferences" ADD CONSTRAINT "event_conferences_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_conferences_tenant_id_calendar_id_index" ON "event_conferences" USING btree ("tenant_id","calendar_id");--> statement-breakpoint
CREATE INDEX "event_conferences_tenant_id_room_id_index" ON "event_conferences" USING btree ("tenant_id","room_id");