CREATE TABLE "event_reminders" (
	"tenant_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_reminders_tenant_id_event_id_pk" PRIMARY KEY("tenant_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "opens_before" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_reminders" ADD CONSTRAINT "event_reminders_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reminders" ADD CONSTRAINT "event_reminders_event_fk" FOREIGN KEY ("tenant_id","event_id") REFERENCES "public"."calendar_objects"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_reminders_due_at_index" ON "event_reminders" USING btree ("due_at");--> statement-breakpoint
INSERT INTO "event_reminders" SELECT "tenant_id", "id", now() FROM "calendar_objects" WHERE "ics" LIKE '%BEGIN:VALARM%';
