ALTER TABLE "tenants" ALTER COLUMN "most_inside" SET DEFAULT 500;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "usual_inside" integer DEFAULT 150 NOT NULL;--> statement-breakpoint
UPDATE "tenants" SET "usual_inside" = "most_inside", "most_inside" = greatest("most_inside", 500);--> statement-breakpoint
ALTER TABLE "sessions" DROP COLUMN "most_inside";
