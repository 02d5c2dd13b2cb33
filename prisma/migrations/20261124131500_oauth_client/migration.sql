-- AlterEnum
ALTER TYPE "mailbox_auth" ADD VALUE 'oauth2_client';

-- AlterTable
ALTER TABLE "mailboxes" ADD COLUMN     "client_id" TEXT,
ADD COLUMN     "scope" TEXT,
ADD COLUMN     "token_url" TEXT;

-- As text: PostgreSQL takes a new value of an enumeration only in a later transaction.
ALTER TABLE "mailboxes"
  ADD CONSTRAINT "mailboxes_client_given" CHECK ("authentication"::text <> 'oauth2_client'
    OR ("token_url" IS NOT NULL AND "client_id" IS NOT NULL));
