import { randomUUIDv7 } from "node:crypto";
import { z } from "zod";
import { lockOrganization } from "#lib/db/organizations/lock-organization.ts";
import { audit } from "#lib/services/audit.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { isGiven, sealSecret } from "./mailbox-secret.ts";
import { columnsOf, mailboxSettings } from "./mailbox-settings.ts";

export const addMailboxInput = z.object({ organization: z.string().max(80), settings: mailboxSettings });

/** Each holds a connection open. */
const maxMailboxes = 20;

/** Connects a mailbox: a worker begins to read it within seconds. */
export async function addMailbox(
  context: Context,
  input: z.infer<typeof addMailboxInput>,
): Promise<Result<{ id: string }, "too-many" | "secret-missing">> {
  const member = await requireMember(context, input.organization, "admin");
  if (!member.ok) return member;
  const organizationId = member.value.organization.id;
  const { settings } = input;
  if (!isGiven(settings)) return fail("secret-missing");
  const id = randomUUIDv7();
  const columns = columnsOf(settings);
  return context.db.prisma.$transaction(async (transaction) => {
    await lockOrganization(transaction, organizationId);
    if ((await transaction.mailbox.count({ where: { organizationId } })) >= maxMailboxes)
      return fail("too-many");
    const secret = sealSecret(context, { ...columns, id }, settings);
    await transaction.mailbox.create({
      data: { id, organizationId, ...columns, secret, createdAt: context.now },
    });
    await audit(context, transaction, {
      action: "mailbox.added",
      organizationId,
      subject: columns.name,
      data: { host: columns.host, port: columns.port, user: columns.user, folder: columns.folder },
    });
    return ok({ id });
  });
}
