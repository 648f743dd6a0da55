ALTER TABLE "rooms" ADD COLUMN "visibility" text DEFAULT 'anyone' NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "sealed_password" text;