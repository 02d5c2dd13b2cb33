import { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { afresh } from "./edit-mailbox.ts";
import { mailboxPath, requireMailbox } from "./require-mailbox.ts";

export const pauseMailboxInput = mailboxPath.extend({ paused: z.boolean() });

/** Stops reading a mailbox, or goes on where it was left; what has been read stays. */
export async function pauseMailbox(
  context: Context,
  input: z.infer<typeof pauseMailboxInput>,
): Promise<Result<null>> {
  const found = await requireMailbox(context, input);
  if (!found.ok) return found;
  const { id, organizationId, name, paused } = found.value;
  if (paused === input.paused) return ok(null);
  await context.db.prisma.$transaction(async (transaction) => {
    await transaction.mailbox.update({ where: { id }, data: { ...afresh, paused: input.paused } });
    const action = input.paused ? "mailbox.paused" : "mailbox.resumed";
    await audit(context, transaction, { action, organizationId, subject: name });
  });
  return ok(null);
}
