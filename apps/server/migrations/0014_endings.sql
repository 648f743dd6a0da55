ALTER TABLE "sessions" ADD COLUMN "lasts_until" timestamp with time zone;--> statement-breakpoint
-- Until now every session might go on for five hours: those that run may still.
UPDATE "sessions" SET "lasts_until" = "started_at" + interval '5 hours';--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "lasts_until" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "engine_silent_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ended_by" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "time_zone" text DEFAULT 'Europe/Paris' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "session_length" integer DEFAULT 120 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "longest_session" integer DEFAULT 300 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "nightly_stop" integer;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "attendance_kept" integer DEFAULT 12 NOT NULL;