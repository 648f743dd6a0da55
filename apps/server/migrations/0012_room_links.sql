CREATE TABLE "room_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"print" text NOT NULL,
	"sealed_code" text,
	"name" text,
	"role" text NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "room_links_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
DROP INDEX "rooms_tenant_id_moderator_print_index";--> statement-breakpoint
ALTER TABLE "room_links" ADD CONSTRAINT "room_links_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_links" ADD CONSTRAINT "room_links_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "room_links_tenant_id_print_index" ON "room_links" USING btree ("tenant_id","print");--> statement-breakpoint
CREATE INDEX "room_links_tenant_id_room_id_index" ON "room_links" USING btree ("tenant_id","room_id");--> statement-breakpoint
INSERT INTO "room_links" ("tenant_id", "id", "room_id", "kind", "print", "role", "created_at")
SELECT "tenant_id", gen_random_uuid(), "id", 'moderators', "moderator_print", 'moderator', "created_at" FROM "rooms" WHERE "moderator_print" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" DROP COLUMN "moderator_print";