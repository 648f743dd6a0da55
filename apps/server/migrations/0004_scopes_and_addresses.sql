ALTER TABLE "account_links" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "scopes" text[];--> statement-breakpoint
-- Tokens that were made before go on as they were told to: they may all that their person may.
UPDATE "api_tokens" SET "scopes" = '{readRooms,rooms,meetings,account,people,institution}';--> statement-breakpoint
ALTER TABLE "api_tokens" ALTER COLUMN "scopes" SET NOT NULL;
--> statement-breakpoint
-- IPv4 as people write it, which it is from now on when it comes in.
UPDATE "logins" SET "address" = regexp_replace("address", '^::ffff:(?=[0-9]+[.])', '', 'i');
