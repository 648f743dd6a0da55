CREATE TABLE "invitations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"count" integer NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invitations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitees" (
	"tenant_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"user_id" uuid,
	"address" text,
	"is_typed" boolean NOT NULL,
	"skipped" text,
	"letter_id" uuid,
	CONSTRAINT "invitees_tenant_id_invitation_id_position_pk" PRIMARY KEY("tenant_id","invitation_id","position")
);
--> statement-breakpoint
CREATE TABLE "letter_copies" (
	"tenant_id" uuid NOT NULL,
	"letter_id" uuid NOT NULL,
	"address" text NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	CONSTRAINT "letter_copies_tenant_id_letter_id_address_pk" PRIMARY KEY("tenant_id","letter_id","address")
);
--> statement-breakpoint
CREATE TABLE "memo_copies" (
	"tenant_id" uuid NOT NULL,
	"memo_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	CONSTRAINT "memo_copies_tenant_id_memo_id_user_id_pk" PRIMARY KEY("tenant_id","memo_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "memos" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sender_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"sealed_text" text NOT NULL,
	"room_id" uuid,
	"code" text,
	"answers" uuid,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memos_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "copies" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_room_id_rooms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","room_id") REFERENCES "public"."rooms"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_sender_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","sender_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitees" ADD CONSTRAINT "invitees_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitees" ADD CONSTRAINT "invitees_tenant_id_invitation_id_invitations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","invitation_id") REFERENCES "public"."invitations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitees" ADD CONSTRAINT "invitees_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_copies" ADD CONSTRAINT "letter_copies_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter_copies" ADD CONSTRAINT "letter_copies_tenant_id_letter_id_letters_tenant_id_id_fk" FOREIGN KEY ("tenant_id","letter_id") REFERENCES "public"."letters"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memo_copies" ADD CONSTRAINT "memo_copies_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memo_copies" ADD CONSTRAINT "memo_copies_tenant_id_memo_id_memos_tenant_id_id_fk" FOREIGN KEY ("tenant_id","memo_id") REFERENCES "public"."memos"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memo_copies" ADD CONSTRAINT "memo_copies_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memos" ADD CONSTRAINT "memos_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memos" ADD CONSTRAINT "memos_tenant_id_sender_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","sender_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_tenant_id_room_id_sent_at_index" ON "invitations" USING btree ("tenant_id","room_id","sent_at");--> statement-breakpoint
CREATE INDEX "invitations_tenant_id_sender_id_sent_at_index" ON "invitations" USING btree ("tenant_id","sender_id","sent_at");--> statement-breakpoint
CREATE INDEX "invitees_tenant_id_user_id_index" ON "invitees" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "invitees_tenant_id_letter_id_index" ON "invitees" USING btree ("tenant_id","letter_id");--> statement-breakpoint
CREATE INDEX "memo_copies_tenant_id_user_id_index" ON "memo_copies" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "memos_tenant_id_sender_id_index" ON "memos" USING btree ("tenant_id","sender_id");--> statement-breakpoint
CREATE INDEX "memos_sent_at_index" ON "memos" USING btree ("sent_at");