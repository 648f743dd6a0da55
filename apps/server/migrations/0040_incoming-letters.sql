CREATE TABLE "incoming_letters" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"origin" text NOT NULL,
	"recipient" text NOT NULL,
	"envelope_from" text,
	"client_address" text,
	"client_name" text,
	"sealed_letter" text,
	"state" text NOT NULL,
	"why" text,
	"print" text,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "incoming_letters_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
DROP INDEX "calendar_objects_tenant_id_calendar_id_uid_index";--> statement-breakpoint
ALTER TABLE "incoming_letters" ADD CONSTRAINT "incoming_letters_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "incoming_letters_tenant_id_origin_recipient_index" ON "incoming_letters" USING btree ("tenant_id","origin","recipient");--> statement-breakpoint
CREATE UNIQUE INDEX "incoming_letters_tenant_id_print_index" ON "incoming_letters" USING btree ("tenant_id","print");--> statement-breakpoint
CREATE INDEX "incoming_letters_received_at_index" ON "incoming_letters" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_objects_tenant_id_uid_calendar_id_index" ON "calendar_objects" USING btree ("tenant_id","uid","calendar_id");