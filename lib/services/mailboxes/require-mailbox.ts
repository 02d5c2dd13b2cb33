import { z } from "zod";
import type { Mailbox } from "#lib/db/client.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export const mailboxPath = z.object({ organization: z.string().max(80), id: z.uuid() });

/** The mailbox, when the actor may manage the organization that it belongs to. */
export async function requireMailbox(
  context: Context,
  { organization, id }: z.infer<typeof mailboxPath>,
): Promise<Result<Mailbox>> {
  const member = await requireMember(context, organization, "admin");
  if (!member.ok) return member;
  const organizationId = member.value.organization.id;
  const mailbox = await context.db.prisma.mailbox.findFirst({ where: { id, organizationId } });
  return mailbox ? ok(mailbox) : fail("not-found");
}
