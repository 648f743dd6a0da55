CREATE TABLE "bbb_calls" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"call" text NOT NULL,
	"outcome" text NOT NULL,
	"checksum" text,
	"meeting_id" text,
	"milliseconds" integer NOT NULL,
	"agent" text NOT NULL,
	CONSTRAINT "bbb_calls_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "bbb_clients" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean NOT NULL,
	"algorithms" jsonb NOT NULL,
	"secrets" jsonb NOT NULL,
	"most_meetings" integer,
	"from_settings" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_called_at" timestamp with time zone,
	CONSTRAINT "bbb_clients_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "bbb_deliveries" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"hook_id" integer,
	"key" text NOT NULL,
	"url" text NOT NULL,
	"event" jsonb,
	"tries" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "bbb_deliveries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "bbb_hooks" (
	"tenant_id" uuid NOT NULL,
	"id" integer NOT NULL,
	"client_id" uuid NOT NULL,
	"callback_url" text NOT NULL,
	"meeting_id" text,
	"event_ids" jsonb NOT NULL,
	"is_raw" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bbb_hooks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "bbb_joins" (
	"tenant_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"meeting" uuid NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"custom" jsonb NOT NULL,
	CONSTRAINT "bbb_joins_tenant_id_link_id_pk" PRIMARY KEY("tenant_id","link_id")
);
--> statement-breakpoint
CREATE TABLE "bbb_meetings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"meeting_id" text NOT NULL,
	"internal_id" text NOT NULL,
	"room_id" uuid NOT NULL,
	"name" text NOT NULL,
	"attendee_password" text NOT NULL,
	"moderator_password" text NOT NULL,
	"voice_bridge" text NOT NULL,
	"dial_number" text NOT NULL,
	"duration" integer NOT NULL,
	"max_participants" integer NOT NULL,
	"guests" text NOT NULL,
	"leave_to" text,
	"metadata" jsonb NOT NULL,
	"end_callbacks" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "bbb_meetings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "bbb_rooms" (
	"tenant_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"meeting_id" text NOT NULL,
	"room_id" uuid NOT NULL,
	CONSTRAINT "bbb_rooms_tenant_id_client_id_meeting_id_pk" PRIMARY KEY("tenant_id","client_id","meeting_id")
);
--> statement-breakpoint
ALTER TABLE "room_links" ADD COLUMN "holder" uuid;--> statement-breakpoint
ALTER TABLE "room_links" ADD COLUMN "for_guest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "came_by" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ends_unled" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "bbb_calls" ADD CONSTRAINT "bbb_calls_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_clients" ADD CONSTRAINT "bbb_clients_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_deliveries" ADD CONSTRAINT "bbb_deliveries_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_deliveries" ADD CONSTRAINT "bbb_deliveries_tenant_id_client_id_bbb_clients_tenant_id_id_fk" FOREIGN KEY ("tenant_id","client_id") REFERENCES "public"."bbb_clients"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_deliveries" ADD CONSTRAINT "bbb_deliveries_tenant_id_hook_id_bbb_hooks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","hook_id") REFERENCES "public"."bbb_hooks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_hooks" ADD CONSTRAINT "bbb_hooks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_hooks" ADD CONSTRAINT "bbb_hooks_tenant_id_client_id_bbb_clients_tenant_id_id_fk" FOREIGN KEY ("tenant_id","client_id") REFERENCES "public"."bbb_clients"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_joins" ADD CONSTRAINT "bbb_joins_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_joins" ADD CONSTRAINT "bbb_joins_tenant_id_meeting_bbb_meetings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","meeting") REFERENCES "public"."bbb_meetings"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_meetings" ADD CONSTRAINT "bbb_meetings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_meetings" ADD CONSTRAINT "bbb_meetings_tenant_id_client_id_bbb_clients_tenant_id_id_fk" FOREIGN KEY ("tenant_id","client_id") REFERENCES "public"."bbb_clients"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_meetings" ADD CONSTRAINT "bbb_meetings_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_rooms" ADD CONSTRAINT "bbb_rooms_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_rooms" ADD CONSTRAINT "bbb_rooms_tenant_id_client_id_bbb_clients_tenant_id_id_fk" FOREIGN KEY ("tenant_id","client_id") REFERENCES "public"."bbb_clients"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bbb_rooms" ADD CONSTRAINT "bbb_rooms_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bbb_calls_tenant_id_client_id_at_index" ON "bbb_calls" USING btree ("tenant_id","client_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "bbb_deliveries_tenant_id_key_index" ON "bbb_deliveries" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "bbb_deliveries_due" ON "bbb_deliveries" USING btree ("due_at") WHERE "bbb_deliveries"."done_at" is null;--> statement-breakpoint
CREATE INDEX "bbb_joins_tenant_id_meeting_index" ON "bbb_joins" USING btree ("tenant_id","meeting");--> statement-breakpoint
CREATE UNIQUE INDEX "bbb_meetings_open" ON "bbb_meetings" USING btree ("tenant_id","client_id","meeting_id") WHERE "bbb_meetings"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "bbb_meetings_tenant_id_room_id_index" ON "bbb_meetings" USING btree ("tenant_id","room_id");--> statement-breakpoint
CREATE INDEX "bbb_meetings_tenant_id_client_id_meeting_id_ended_at_index" ON "bbb_meetings" USING btree ("tenant_id","client_id","meeting_id","ended_at");