CREATE TABLE "presets" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb NOT NULL,
	"forced" text[] NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"is_required" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "presets_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "preset_id" uuid;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "forced" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "cameras_for" text DEFAULT 'everyone' NOT NULL;--> statement-breakpoint
ALTER TABLE "presets" ADD CONSTRAINT "presets_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "presets_name" ON "presets" USING btree ("tenant_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "presets_default" ON "presets" USING btree ("tenant_id") WHERE "presets"."is_default";--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_tenant_id_preset_id_presets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","preset_id") REFERENCES "public"."presets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rooms_tenant_id_preset_id_index" ON "rooms" USING btree ("tenant_id","preset_id");