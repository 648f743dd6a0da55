CREATE TABLE "calendar_messages" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"method" text NOT NULL,
	"ics" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "sealed_calendar" text;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "calendar_method" text;--> statement-breakpoint
ALTER TABLE "calendar_messages" ADD CONSTRAINT "calendar_messages_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_messages" ADD CONSTRAINT "calendar_messages_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;