ALTER TABLE "sessions" ADD COLUMN "lobby" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "lobby_of_room" text DEFAULT 'off' NOT NULL;