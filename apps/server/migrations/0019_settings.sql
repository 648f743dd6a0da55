ALTER TABLE "sessions" ADD COLUMN "most_inside" integer DEFAULT 150 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "most_inside" integer DEFAULT 150 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "sessions_at_once" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "people_at_once" integer;