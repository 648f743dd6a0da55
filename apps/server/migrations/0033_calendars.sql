CREATE TABLE "calendar_gone" (
	"tenant_id" uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"name" text NOT NULL,
	"sequence" bigint NOT NULL,
	"gone_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_gone_tenant_id_calendar_id_name_pk" PRIMARY KEY("tenant_id","calendar_id","name")
);
--> statement-breakpoint
CREATE TABLE "calendar_objects" (
	"tenant_id" uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"uid" text NOT NULL,
	"ics" text NOT NULL,
	"etag" text NOT NULL,
	"schedule_tag" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"is_exact" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_objects_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_shares" (
	"tenant_id" uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	"level" text NOT NULL,
	"on_behalf" boolean NOT NULL,
	CONSTRAINT "calendar_shares_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_views" (
	"tenant_id" uuid NOT NULL,
	"calendar_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"color" text,
	"is_hidden" boolean NOT NULL,
	CONSTRAINT "calendar_views_tenant_id_calendar_id_user_id_pk" PRIMARY KEY("tenant_id","calendar_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"color" text NOT NULL,
	"position" integer NOT NULL,
	"time_zone" text NOT NULL,
	"is_transparent" boolean NOT NULL,
	"sequence" bigint NOT NULL,
	"forgotten_to" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendars_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "calendar_gone" ADD CONSTRAINT "calendar_gone_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_gone" ADD CONSTRAINT "calendar_gone_tenant_id_calendar_id_calendars_tenant_id_id_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."calendars"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_objects" ADD CONSTRAINT "calendar_objects_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_objects" ADD CONSTRAINT "calendar_objects_tenant_id_calendar_id_calendars_tenant_id_id_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."calendars"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_shares" ADD CONSTRAINT "calendar_shares_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_shares" ADD CONSTRAINT "calendar_shares_tenant_id_calendar_id_calendars_tenant_id_id_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."calendars"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_shares" ADD CONSTRAINT "calendar_shares_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_shares" ADD CONSTRAINT "calendar_shares_tenant_id_group_id_groups_tenant_id_id_fk" FOREIGN KEY ("tenant_id","group_id") REFERENCES "public"."groups"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_views" ADD CONSTRAINT "calendar_views_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_views" ADD CONSTRAINT "calendar_views_tenant_id_calendar_id_calendars_tenant_id_id_fk" FOREIGN KEY ("tenant_id","calendar_id") REFERENCES "public"."calendars"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_views" ADD CONSTRAINT "calendar_views_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_tenant_id_owner_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_gone_tenant_id_calendar_id_sequence_index" ON "calendar_gone" USING btree ("tenant_id","calendar_id","sequence");--> statement-breakpoint
CREATE INDEX "calendar_gone_gone_at_index" ON "calendar_gone" USING btree ("gone_at");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_objects_tenant_id_calendar_id_name_index" ON "calendar_objects" USING btree ("tenant_id","calendar_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_objects_tenant_id_calendar_id_uid_index" ON "calendar_objects" USING btree ("tenant_id","calendar_id","uid");--> statement-breakpoint
CREATE INDEX "calendar_objects_tenant_id_calendar_id_sequence_index" ON "calendar_objects" USING btree ("tenant_id","calendar_id","sequence");--> statement-breakpoint
CREATE INDEX "calendar_objects_tenant_id_calendar_id_ends_at_starts_at_index" ON "calendar_objects" USING btree ("tenant_id","calendar_id","ends_at","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_shares_tenant_id_calendar_id_user_id_index" ON "calendar_shares" USING btree ("tenant_id","calendar_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_shares_tenant_id_calendar_id_group_id_index" ON "calendar_shares" USING btree ("tenant_id","calendar_id","group_id");--> statement-breakpoint
CREATE INDEX "calendar_shares_tenant_id_user_id_index" ON "calendar_shares" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "calendar_shares_tenant_id_group_id_index" ON "calendar_shares" USING btree ("tenant_id","group_id");--> statement-breakpoint
CREATE INDEX "calendar_views_tenant_id_user_id_index" ON "calendar_views" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_tenant_id_owner_id_slug_index" ON "calendars" USING btree ("tenant_id","owner_id","slug");