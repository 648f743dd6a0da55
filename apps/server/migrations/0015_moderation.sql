CREATE TABLE "terms" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"holder" uuid NOT NULL,
	"role" text,
	"exceptions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"banned_at" timestamp with time zone,
	CONSTRAINT "terms_tenant_id_session_id_holder_pk" PRIMARY KEY("tenant_id","session_id","holder")
);
--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "speech_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "allowed" jsonb DEFAULT '{"microphone":true,"camera":true,"screen":true,"chat":true}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "spotlight_id" uuid;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_tenant_id_session_id_sessions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","session_id") REFERENCES "public"."sessions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;