import type { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type mailboxPath, requireMailbox } from "./require-mailbox.ts";

/** Forgets a mailbox and its password. The mailbox itself and all reports that came from it stay. */
export async function removeMailbox(
  context: Context,
  input: z.infer<typeof mailboxPath>,
): Promise<Result<null>> {
  const found = await requireMailbox(context, input);
  if (!found.ok) return found;
  const { id, organizationId, name, host, user } = found.value;
  await context.db.prisma.$transaction(async (transaction) => {
    await transaction.mailbox.delete({ where: { id } });
    await audit(context, transaction, {
      action: "mailbox.removed",
      organizationId,
      subject: name,
      data: { host, user },
    });
  });
  return ok(null);
}
