CREATE TABLE "room_favourites" (
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	CONSTRAINT "room_favourites_tenant_id_user_id_room_id_pk" PRIMARY KEY("tenant_id","user_id","room_id")
);
--> statement-breakpoint
CREATE TABLE "room_grants" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "room_grants_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "room_grants_to_one" CHECK (num_nonnulls("room_grants"."user_id", "room_grants"."group_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "room_favourites" ADD CONSTRAINT "room_favourites_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_favourites" ADD CONSTRAINT "room_favourites_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_favourites" ADD CONSTRAINT "room_favourites_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_grants" ADD CONSTRAINT "room_grants_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_grants" ADD CONSTRAINT "room_grants_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_grants" ADD CONSTRAINT "room_grants_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_grants" ADD CONSTRAINT "room_grants_tenant_id_group_id_groups_tenant_id_id_fk" FOREIGN KEY ("tenant_id","group_id") REFERENCES "public"."groups"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "room_grants_tenant_id_room_id_user_id_index" ON "room_grants" USING btree ("tenant_id","room_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "room_grants_tenant_id_room_id_group_id_index" ON "room_grants" USING btree ("tenant_id","room_id","group_id");--> statement-breakpoint
CREATE INDEX "room_grants_tenant_id_user_id_index" ON "room_grants" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "room_grants_tenant_id_group_id_index" ON "room_grants" USING btree ("tenant_id","group_id");