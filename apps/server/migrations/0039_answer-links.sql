CREATE TABLE "calendar_answer_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"holder_id" uuid NOT NULL,
	"uid" text NOT NULL,
	"address" text NOT NULL,
	"secret_print" text NOT NULL,
	"letter_id" uuid,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_answer_links_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "sealed_html" text;--> statement-breakpoint
ALTER TABLE "calendar_answer_links" ADD CONSTRAINT "calendar_answer_links_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_answer_links" ADD CONSTRAINT "calendar_answer_links_tenant_id_holder_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","holder_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_answer_links_tenant_id_secret_print_index" ON "calendar_answer_links" USING btree ("tenant_id","secret_print");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_answer_links_tenant_id_holder_id_uid_address_index" ON "calendar_answer_links" USING btree ("tenant_id","holder_id","uid","address");--> statement-breakpoint
CREATE INDEX "calendar_answer_links_written_at_index" ON "calendar_answer_links" USING btree ("written_at");