CREATE TABLE "resource_grants" (
	"tenant_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	"level" text NOT NULL,
	CONSTRAINT "resource_grants_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "resource_grants_to_one" CHECK (num_nonnulls("resource_grants"."user_id", "resource_grants"."group_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"server" jsonb NOT NULL,
	"everyone" text,
	"hours" jsonb,
	"shortest" integer,
	"policy" text NOT NULL,
	"templates" jsonb NOT NULL,
	"made_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "resources_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "event_conferences" DROP CONSTRAINT "event_conferences_tenant_id_event_id_pk";--> statement-breakpoint
ALTER TABLE "calendars" ALTER COLUMN "owner_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "event_conferences" ALTER COLUMN "calendar_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "event_conferences" ALTER COLUMN "room_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_messages" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "event_conferences" ADD COLUMN "occurrence" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "event_conferences" ADD CONSTRAINT "event_conferences_tenant_id_event_id_occurrence_pk" PRIMARY KEY("tenant_id","event_id","occurrence");--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "resource_id" uuid;--> statement-breakpoint
ALTER TABLE "event_conferences" ADD COLUMN "resource_id" uuid;--> statement-breakpoint
ALTER TABLE "event_conferences" ADD COLUMN "reserved_by" uuid;--> statement-breakpoint
ALTER TABLE "event_conferences" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calendar_messages" ADD COLUMN "resource_id" uuid;--> statement-breakpoint
ALTER TABLE "resource_grants" ADD CONSTRAINT "resource_grants_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_grants" ADD CONSTRAINT "resource_grants_tenant_id_resource_id_resources_tenant_id_id_fk" FOREIGN KEY ("tenant_id","resource_id") REFERENCES "public"."resources"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_grants" ADD CONSTRAINT "resource_grants_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resource_grants" ADD CONSTRAINT "resource_grants_tenant_id_group_id_groups_tenant_id_id_fk" FOREIGN KEY ("tenant_id","group_id") REFERENCES "public"."groups"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "resource_grants_tenant_id_resource_id_user_id_index" ON "resource_grants" USING btree ("tenant_id","resource_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resource_grants_tenant_id_resource_id_group_id_index" ON "resource_grants" USING btree ("tenant_id","resource_id","group_id");--> statement-breakpoint
CREATE INDEX "resource_grants_tenant_id_user_id_index" ON "resource_grants" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "resource_grants_tenant_id_group_id_index" ON "resource_grants" USING btree ("tenant_id","group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resources_email" ON "resources" USING btree ("tenant_id","email") WHERE "resources"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_tenant_id_resource_id_resources_tenant_id_id_fk" FOREIGN KEY ("tenant_id","resource_id") REFERENCES "public"."resources"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_conferences" ADD CONSTRAINT "event_conferences_tenant_id_resource_id_resources_tenant_id_id_fk" FOREIGN KEY ("tenant_id","resource_id") REFERENCES "public"."resources"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_conferences" ADD CONSTRAINT "event_conferences_tenant_id_reserved_by_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","reserved_by") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_messages" ADD CONSTRAINT "calendar_messages_tenant_id_resource_id_resources_tenant_id_id_fk" FOREIGN KEY ("tenant_id","resource_id") REFERENCES "public"."resources"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_tenant_id_resource_id_index" ON "calendars" USING btree ("tenant_id","resource_id");--> statement-breakpoint
CREATE INDEX "event_conferences_tenant_id_resource_id_index" ON "event_conferences" USING btree ("tenant_id","resource_id");--> statement-breakpoint
CREATE INDEX "event_conferences_tenant_id_url_index" ON "event_conferences" USING btree ("tenant_id","url");--> statement-breakpoint
CREATE INDEX "event_conferences_reserved" ON "event_conferences" USING btree ("created_at") WHERE "event_conferences"."calendar_id" is null;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_of_one" CHECK (num_nonnulls("calendars"."owner_id", "calendars"."resource_id") = 1);--> statement-breakpoint
ALTER TABLE "event_conferences" ADD CONSTRAINT "event_conferences_somewhere" CHECK ("event_conferences"."room_id" is not null or "event_conferences"."resource_id" is not null);--> statement-breakpoint
ALTER TABLE "calendar_messages" ADD CONSTRAINT "calendar_messages_to_one" CHECK (num_nonnulls("calendar_messages"."user_id", "calendar_messages"."resource_id") = 1);