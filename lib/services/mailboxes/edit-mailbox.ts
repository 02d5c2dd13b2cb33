import type { z } from "zod";
import { Prisma } from "#lib/db/client.ts";
import { audit } from "#lib/services/audit.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { isGiven, sealSecret } from "./mailbox-secret.ts";
import { columnsOf, mailboxSettings, secretStillFits } from "./mailbox-settings.ts";
import { mailboxPath, requireMailbox } from "./require-mailbox.ts";

export const editMailboxInput = mailboxPath.extend({ settings: mailboxSettings });

/**
 * Changes a mailbox. Whoever reads it stops, and it is read with the new settings at once; another folder is read from
 * its beginning. `secret-missing`: the password is kept only for the same user at the same server.
 */
export async function editMailbox(
  context: Context,
  input: z.infer<typeof editMailboxInput>,
): Promise<Result<null, "secret-missing">> {
  const found = await requireMailbox(context, input);
  if (!found.ok) return found;
  const { settings } = input;
  const stored = found.value;
  if (!isGiven(settings) && !secretStillFits(stored, settings)) return fail("secret-missing");
  const columns = columnsOf(settings);
  const secret = isGiven(settings)
    ? { secret: sealSecret(context, { ...columns, id: stored.id }, settings) }
    : {};
  const samePlace =
    stored.host === columns.host && stored.user === columns.user && stored.folder === columns.folder;
  await context.db.prisma.$transaction(async (transaction) => {
    await transaction.mailbox.update({
      where: { id: stored.id },
      data: { ...columns, ...secret, ...afresh, ...(samePlace ? {} : unread) },
    });
    await audit(context, transaction, {
      action: "mailbox.edited",
      organizationId: stored.organizationId,
      subject: columns.name,
      data: { host: columns.host, port: columns.port, user: columns.user, folder: columns.folder },
    });
  });
  return ok(null);
}

/** Takes the claim from whoever reads it, and lets it be tried at once. */
export const afresh = { claim: null, claimedUntil: null, notBefore: null, fault: Prisma.DbNull, failures: 0 };

const unread = { uidValidity: null, lastUid: 0n };
