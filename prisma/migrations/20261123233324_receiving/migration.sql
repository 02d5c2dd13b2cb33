-- CreateEnum
CREATE TYPE "mailbox_security" AS ENUM ('tls', 'starttls', 'none');

-- CreateEnum
CREATE TYPE "mailbox_auth" AS ENUM ('password', 'oauth2');

-- CreateEnum
CREATE TYPE "mailbox_afterwards" AS ENUM ('leave', 'flag', 'move');

-- DropIndex
DROP INDEX "quarantined_reports_domain_id_raw_hash_key";

-- AlterTable
ALTER TABLE "daily_failures" DROP CONSTRAINT "daily_failures_pkey",
ADD COLUMN     "voucher" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "daily_failures_pkey" PRIMARY KEY ("domain_id", "day", "reporter", "trust", "voucher", "policy_type", "result_type", "mx_host");

-- AlterTable
ALTER TABLE "daily_sessions" DROP CONSTRAINT "daily_sessions_pkey",
ADD COLUMN     "voucher" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "daily_sessions_pkey" PRIMARY KEY ("domain_id", "day", "reporter", "trust", "voucher", "policy_type");

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "retention_days" INTEGER NOT NULL DEFAULT 400;

-- AlterTable
ALTER TABLE "quarantined_reports" DROP CONSTRAINT "quarantined_reports_pkey",
ADD COLUMN     "credentials" JSONB,
ADD COLUMN     "file_name" TEXT,
ADD COLUMN     "organization_id" UUID,
ADD COLUMN     "user_agent" TEXT,
ALTER COLUMN "domain_id" DROP NOT NULL;

-- What was set aside already came over HTTPS, and the names of its address were not kept.
UPDATE "quarantined_reports" q SET
  "organization_id" = d."organization_id",
  "credentials" = jsonb_build_object('kind', 'nobody', 'reason', 'not-kept')
FROM "domains" d WHERE d."id" = q."domain_id";
ALTER TABLE "quarantined_reports"
  DROP COLUMN "trust",
  ALTER COLUMN "organization_id" SET NOT NULL,
  ALTER COLUMN "credentials" SET NOT NULL,
  ADD CONSTRAINT "quarantined_reports_pkey" PRIMARY KEY ("organization_id", "id");

-- AlterTable
ALTER TABLE "reports" ADD COLUMN     "mail" JSONB,
ADD COLUMN     "voucher" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "mailboxes" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" "mailbox_security" NOT NULL,
    "authentication" "mailbox_auth" NOT NULL,
    "user" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "folder" TEXT NOT NULL,
    "afterwards" "mailbox_afterwards" NOT NULL,
    "move_to" TEXT,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "uid_validity" BIGINT,
    "last_uid" BIGINT NOT NULL DEFAULT 0,
    "mails_read" INTEGER NOT NULL DEFAULT 0,
    "reports_stored" INTEGER NOT NULL DEFAULT 0,
    "connected_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "fault" JSONB,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "claim" UUID,
    "claimed_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mailboxes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_reports" (
    "domain_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "road" "road" NOT NULL,
    "destination" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by_id" UUID,
    "hops" JSONB NOT NULL DEFAULT '[]',
    "arrived_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "raw" BYTEA,

    CONSTRAINT "test_reports_pkey" PRIMARY KEY ("domain_id","id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mailboxes_organization_id_idx" ON "mailboxes"("organization_id");

-- CreateIndex
CREATE INDEX "test_reports_domain_id_started_at_idx" ON "test_reports"("domain_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_organization_id_idx" ON "api_keys"("organization_id");

-- CreateIndex
CREATE INDEX "api_keys_created_by_id_idx" ON "api_keys"("created_by_id");

-- CreateIndex
CREATE INDEX "quarantined_reports_domain_id_received_at_idx" ON "quarantined_reports"("domain_id", "received_at" DESC);

-- CreateIndex
CREATE INDEX "quarantined_reports_organization_id_received_at_idx" ON "quarantined_reports"("organization_id", "received_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "quarantined_reports_organization_id_domain_id_raw_hash_key" ON "quarantined_reports"("organization_id", "domain_id", "raw_hash");

-- AddForeignKey
ALTER TABLE "quarantined_reports" ADD CONSTRAINT "quarantined_reports_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_reports" ADD CONSTRAINT "test_reports_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What names no domain is kept once too: two NULLs are different ones to the index above.
CREATE UNIQUE INDEX "quarantined_reports_unaddressed_key" ON "quarantined_reports" ("organization_id", "raw_hash")
  WHERE "domain_id" IS NULL;

ALTER TABLE "organizations"
  ADD CONSTRAINT "organizations_retention_days_range" CHECK ("retention_days" BETWEEN 30 AND 7300);
ALTER TABLE "api_keys"
  ADD CONSTRAINT "api_keys_hash_length" CHECK (octet_length("key_hash") = 32);
ALTER TABLE "mailboxes"
  ADD CONSTRAINT "mailboxes_port_range" CHECK ("port" BETWEEN 1 AND 65535),
  ADD CONSTRAINT "mailboxes_move_to_given" CHECK ("afterwards" <> 'move' OR "move_to" IS NOT NULL),
  ADD CONSTRAINT "mailboxes_uid_range" CHECK ("last_uid" BETWEEN 0 AND 4294967295
    AND "uid_validity" BETWEEN 0 AND 4294967295);
