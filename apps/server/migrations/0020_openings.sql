CREATE TABLE "room_openings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"plan" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"openers" text NOT NULL,
	CONSTRAINT "room_openings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "room_openings" ADD CONSTRAINT "room_openings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_openings" ADD CONSTRAINT "room_openings_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "room_openings_tenant_id_room_id_ends_at_index" ON "room_openings" USING btree ("tenant_id","room_id","ends_at");--> statement-breakpoint
CREATE INDEX "room_openings_ends_at_index" ON "room_openings" USING btree ("ends_at");