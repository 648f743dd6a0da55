CREATE TABLE "favourite_groups" (
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "favourite_groups_tenant_id_user_id_group_id_pk" PRIMARY KEY("tenant_id","user_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "favourite_people" (
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"favourite_id" uuid NOT NULL,
	CONSTRAINT "favourite_people_tenant_id_user_id_favourite_id_pk" PRIMARY KEY("tenant_id","user_id","favourite_id")
);
--> statement-breakpoint
ALTER TABLE "favourite_groups" ADD CONSTRAINT "favourite_groups_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "favourite_groups" ADD CONSTRAINT "favourite_groups_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "favourite_groups" ADD CONSTRAINT "favourite_groups_tenant_id_group_id_groups_tenant_id_id_fk" FOREIGN KEY ("tenant_id","group_id") REFERENCES "public"."groups"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "favourite_people" ADD CONSTRAINT "favourite_people_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "favourite_people" ADD CONSTRAINT "favourite_people_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "favourite_people" ADD CONSTRAINT "favourite_people_tenant_id_favourite_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","favourite_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "favourite_groups_tenant_id_group_id_index" ON "favourite_groups" USING btree ("tenant_id","group_id");--> statement-breakpoint
CREATE INDEX "favourite_people_tenant_id_favourite_id_index" ON "favourite_people" USING btree ("tenant_id","favourite_id");