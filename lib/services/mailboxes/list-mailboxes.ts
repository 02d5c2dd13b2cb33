import { type MailboxFault, readMailboxFault } from "#lib/core/mailbox/mailbox-fault.ts";
import type { Mailbox, Organization, Role } from "#lib/db/client.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

/** `waiting`: nobody has read it yet; `connected`: somebody reads it now, or watches it. */
export type MailboxState = "paused" | "fault" | "connected" | "waiting";

/** A mailbox as it is shown: everything but the secret. */
export type MailboxView = Pick<
  Mailbox,
  | "id"
  | "name"
  | "host"
  | "port"
  | "security"
  | "authentication"
  | "user"
  | "tokenUrl"
  | "clientId"
  | "scope"
  | "folder"
  | "afterwards"
  | "moveTo"
  | "mailsRead"
  | "reportsStored"
  | "readAt"
> & { state: MailboxState; fault: MailboxFault | null; nextTryAt: Date | null };

export type MailboxesView = { organization: Organization; role: Role; mailboxes: MailboxView[] };

/** The organization's mailboxes and how each fares. */
export async function listMailboxes(context: Context, slug: string): Promise<Result<MailboxesView>> {
  const member = await requireMember(context, slug, "viewer");
  if (!member.ok) return member;
  const { organization, role } = member.value;
  const rows = await context.db.prisma.mailbox.findMany({
    where: { organizationId: organization.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return ok({ organization, role, mailboxes: rows.map((row) => viewMailbox(row, context.now)) });
}

export function viewMailbox(row: Mailbox, now: Date): MailboxView {
  const fault = readMailboxFault(row.fault);
  const nextTryAt = fault !== null && row.notBefore !== null && row.notBefore > now ? row.notBefore : null;
  return { ...pick(row), state: stateOf(row, fault, now), fault, nextTryAt };
}

function pick(row: Mailbox) {
  const { id, name, host, port, security, authentication, user, folder, afterwards, moveTo } = row;
  const { tokenUrl, clientId, scope, mailsRead, reportsStored, readAt } = row;
  return {
    id,
    name,
    host,
    port,
    security,
    authentication,
    user,
    tokenUrl,
    clientId,
    scope,
    folder,
    afterwards,
    moveTo,
    mailsRead,
    reportsStored,
    readAt,
  };
}

function stateOf(
  { paused, claimedUntil, readAt }: Mailbox,
  fault: MailboxFault | null,
  now: Date,
): MailboxState {
  if (paused) return "paused";
  if (fault !== null) return "fault";
  const claimed = claimedUntil !== null && claimedUntil > now;
  return claimed || readAt !== null ? "connected" : "waiting";
}
