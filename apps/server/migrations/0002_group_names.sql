DROP INDEX "groups_tenant_id_name_index";--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "name_key" text;--> statement-breakpoint
-- Of groups that were told apart by their capitals alone, one keeps its name and the others add the beginning of their id.
UPDATE "groups" SET "name" = "name" || ' ' || left("id"::text, 8) WHERE ("tenant_id", "id") IN (
	SELECT "tenant_id", "id" FROM (
		SELECT "tenant_id", "id", row_number() OVER (PARTITION BY "tenant_id", lower(normalize("name", NFKC)) ORDER BY "id") AS "nth" FROM "groups"
	) AS "alike" WHERE "nth" > 1
);--> statement-breakpoint
UPDATE "groups" SET "name_key" = lower(normalize("name", NFKC));--> statement-breakpoint
ALTER TABLE "groups" ALTER COLUMN "name_key" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "groups_tenant_id_name_key_index" ON "groups" USING btree ("tenant_id","name_key");
