CREATE TABLE "jitsi_meetings" (
	"tenant_id" uuid NOT NULL,
	"node_id" uuid NOT NULL,
	"key" text NOT NULL,
	"seats" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"lasts_until" timestamp with time zone,
	"lobby" boolean DEFAULT false NOT NULL,
	"locked" boolean DEFAULT false NOT NULL,
	"reserved_at" timestamp with time zone,
	"reserved_until" timestamp with time zone,
	"reserved_by" text,
	CONSTRAINT "jitsi_meetings_tenant_id_node_id_key_pk" PRIMARY KEY("tenant_id","node_id","key")
);
--> statement-breakpoint
CREATE TABLE "jitsi_visits" (
	"tenant_id" uuid NOT NULL,
	"node_id" uuid NOT NULL,
	"key" text NOT NULL,
	"identity" text NOT NULL,
	"page" uuid NOT NULL,
	"connection" text NOT NULL,
	"leads" boolean NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	"gone" text,
	CONSTRAINT "jitsi_visits_tenant_id_node_id_key_page_pk" PRIMARY KEY("tenant_id","node_id","key","page")
);
--> statement-breakpoint
ALTER TABLE "nodes" ADD COLUMN "app_id" text;--> statement-breakpoint
ALTER TABLE "nodes" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "jitsi_meetings" ADD CONSTRAINT "jitsi_meetings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jitsi_meetings" ADD CONSTRAINT "jitsi_meetings_tenant_id_node_id_nodes_tenant_id_id_fk" FOREIGN KEY ("tenant_id","node_id") REFERENCES "public"."nodes"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jitsi_visits" ADD CONSTRAINT "jitsi_visits_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jitsi_visits" ADD CONSTRAINT "jitsi_visits_meeting" FOREIGN KEY ("tenant_id","node_id","key") REFERENCES "public"."jitsi_meetings"("tenant_id","node_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jitsi_meetings_ended_at_index" ON "jitsi_meetings" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "jitsi_visits_tenant_id_node_id_key_identity_index" ON "jitsi_visits" USING btree ("tenant_id","node_id","key","identity");