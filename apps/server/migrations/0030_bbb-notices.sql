CREATE TABLE "bbb_notices" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meeting" uuid NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"place" integer GENERATED ALWAYS AS IDENTITY (sequence name "bbb_notices_place_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	CONSTRAINT "bbb_notices_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "chat_messages" ALTER COLUMN "participant_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "chat_messages" ALTER COLUMN "role" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "bbb_notices" ADD CONSTRAINT "bbb_notices_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_notices" ADD CONSTRAINT "bbb_notices_tenant_id_meeting_bbb_meetings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","meeting") REFERENCES "public"."bbb_meetings"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bbb_notices_tenant_id_meeting_index" ON "bbb_notices" USING btree ("tenant_id","meeting");