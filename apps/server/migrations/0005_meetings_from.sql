ALTER TABLE "rooms" ADD COLUMN "started_from" text;--> statement-breakpoint
CREATE INDEX "rooms_tenant_id_started_from_index" ON "rooms" USING btree ("tenant_id","started_from");