CREATE TABLE "room_notices" (
	"tenant_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"letter_id" uuid,
	"memo_id" uuid,
	"reached_at" timestamp with time zone,
	CONSTRAINT "room_notices_tenant_id_room_id_user_id_pk" PRIMARY KEY("tenant_id","room_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "usage_days_tenant_id_day_kind_pk" PRIMARY KEY("tenant_id","day","kind")
);
--> statement-breakpoint
CREATE TABLE "usage_marks" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"mark" text NOT NULL,
	CONSTRAINT "usage_marks_tenant_id_day_mark_pk" PRIMARY KEY("tenant_id","day","mark")
);
--> statement-breakpoint
ALTER TABLE "memos" ALTER COLUMN "sender_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "kept_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "announced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "archive_after" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "remove_after" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "archive_notice" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "usage_kept" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "room_notices" ADD CONSTRAINT "room_notices_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_notices" ADD CONSTRAINT "room_notices_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_notices" ADD CONSTRAINT "room_notices_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_days" ADD CONSTRAINT "usage_days_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_marks" ADD CONSTRAINT "usage_marks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "room_notices_tenant_id_user_id_index" ON "room_notices" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "room_notices_tenant_id_memo_id_index" ON "room_notices" USING btree ("tenant_id","memo_id");
--> statement-breakpoint
UPDATE "rooms" SET "used_at" = "last"."started_at" FROM (SELECT "tenant_id", "room_id", max("started_at") AS "started_at" FROM "sessions" GROUP BY 1, 2) AS "last" WHERE "last"."tenant_id" = "rooms"."tenant_id" AND "last"."room_id" = "rooms"."id";
