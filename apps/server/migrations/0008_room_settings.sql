ALTER TABLE "rooms" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
UPDATE "rooms" SET "settings" = jsonb_build_object('visibility', "visibility") WHERE "visibility" <> 'anyone';
