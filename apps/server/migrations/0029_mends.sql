ALTER TABLE "users" ADD COLUMN "heir_id" uuid;--> statement-breakpoint
CREATE INDEX "sessions_tenant_id_ended_at_index" ON "sessions" USING btree ("tenant_id","ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_id_index" ON "sessions" USING btree ("id");--> statement-breakpoint
CREATE INDEX "stays_tenant_id_participant_id_index" ON "stays" USING btree ("tenant_id","participant_id");