ALTER TABLE "participants" ADD COLUMN "browser_id" uuid;--> statement-breakpoint
ALTER TABLE "terms" ADD COLUMN "banned_as" uuid[] DEFAULT '{}' NOT NULL;