CREATE TABLE "room_names" (
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"room_id" uuid NOT NULL,
	"chosen_by" uuid NOT NULL,
	"is_shown" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "room_names_tenant_id_name_pk" PRIMARY KEY("tenant_id","name")
);
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "chosen_links" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "room_names" ADD CONSTRAINT "room_names_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "room_names_tenant_id_room_id_index" ON "room_names" USING btree ("tenant_id","room_id");