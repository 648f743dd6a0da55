CREATE TABLE "node_samples" (
	"tenant_id" uuid NOT NULL,
	"node_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"people" integer NOT NULL,
	"taken" real NOT NULL,
	CONSTRAINT "node_samples_tenant_id_node_id_at_pk" PRIMARY KEY("tenant_id","node_id","at")
);
--> statement-breakpoint
CREATE TABLE "nodes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"engine" text NOT NULL,
	"ours" boolean NOT NULL,
	"address" text,
	"sealed_secret" text,
	"weight" real DEFAULT 1 NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"seats" integer,
	"serves" text NOT NULL,
	"hosts" text[] DEFAULT '{}' NOT NULL,
	"state" text DEFAULT 'enabled' NOT NULL,
	"state_since" timestamp with time zone,
	"state_by" text,
	"health" text DEFAULT 'unknown' NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"version" text,
	"delay" integer,
	"answered_at" timestamp with time zone,
	"poll_at" timestamp with time zone NOT NULL,
	"people" integer DEFAULT 0 NOT NULL,
	"meetings" integer DEFAULT 0 NOT NULL,
	"strangers" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "nodes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "node_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "choice" jsonb;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "engine_choice" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "engine_pages" text DEFAULT 'tab' NOT NULL;--> statement-breakpoint
ALTER TABLE "node_samples" ADD CONSTRAINT "node_samples_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "node_samples" ADD CONSTRAINT "node_samples_tenant_id_node_id_nodes_tenant_id_id_fk" FOREIGN KEY ("tenant_id","node_id") REFERENCES "public"."nodes"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nodes" ADD CONSTRAINT "nodes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "node_samples_at_index" ON "node_samples" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "nodes_tenant_id_address_index" ON "nodes" USING btree ("tenant_id","address");--> statement-breakpoint
CREATE UNIQUE INDEX "nodes_ours" ON "nodes" USING btree ("engine") WHERE "nodes"."ours";--> statement-breakpoint
CREATE INDEX "sessions_tenant_id_node_id_index" ON "sessions" USING btree ("tenant_id","node_id");