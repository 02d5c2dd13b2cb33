-- AlterTable
ALTER TABLE "checks" ADD COLUMN     "fingerprint" BYTEA,
ADD COLUMN     "looks" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "since" TIMESTAMPTZ(3);

-- Checks of the first release stand for themselves: the empty fingerprint is nobody's.
UPDATE "checks" SET "since" = "checked_at", "fingerprint" = '\x'::bytea;
ALTER TABLE "checks" ALTER COLUMN "since" SET NOT NULL, ALTER COLUMN "fingerprint" SET NOT NULL;
ALTER TABLE "checks" ADD CONSTRAINT "checks_span" CHECK ("since" <= "checked_at" AND "looks" > 0);

-- AlterTable
ALTER TABLE "domains" ADD COLUMN     "check_claim" UUID,
ADD COLUMN     "claimed_until" TIMESTAMPTZ(3),
ADD COLUMN     "memory" JSONB,
ADD COLUMN     "next_check_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- What is monitored already comes due within the hour, not all at once.
UPDATE "domains" SET "next_check_at" = CURRENT_TIMESTAMP + random() * interval '1 hour';

-- CreateTable
CREATE TABLE "domain_events" (
    "domain_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "domain_events_pkey" PRIMARY KEY ("domain_id","id")
);

-- CreateTable
CREATE TABLE "mx_hosts" (
    "host" TEXT NOT NULL,
    "evidence" JSONB,
    "probed_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "claim" UUID,
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "mx_hosts_pkey" PRIMARY KEY ("host")
);

-- CreateIndex
CREATE INDEX "domain_events_domain_id_at_id_idx" ON "domain_events"("domain_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "mx_hosts_answered_at_idx" ON "mx_hosts"("answered_at" DESC);

-- CreateIndex
CREATE INDEX "mx_hosts_probed_at_idx" ON "mx_hosts"("probed_at");

-- CreateIndex
CREATE INDEX "domains_next_check_at_idx" ON "domains"("next_check_at");

-- AddForeignKey
ALTER TABLE "domain_events" ADD CONSTRAINT "domain_events_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;
