ALTER TABLE "participants" ADD COLUMN "awaited_until" timestamp with time zone;--> statement-breakpoint
-- Those in a meeting while the server is replaced have not left it.
UPDATE "participants" SET "awaited_until" = "created_at";
