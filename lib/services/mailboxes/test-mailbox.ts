import { z } from "zod";
import type { MailboxFault } from "#lib/core/mailbox/mailbox-fault.ts";
import type { Mailbox } from "#lib/db/client.ts";
import { takePoint } from "#lib/db/rate-limits.ts";
import { imapFaultOf } from "#lib/net/mail/imap/imap-trouble.ts";
import type { ImapAbilities } from "#lib/net/mail/imap/session.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { enterMailbox, type MailboxDoor } from "./enter-mailbox.ts";
import { isGiven, type MailboxSecret, openSecret, sealSecret } from "./mailbox-secret.ts";
import { columnsOf, mailboxSettings, secretStillFits } from "./mailbox-settings.ts";
import { requireMailbox } from "./require-mailbox.ts";

/** `id`: a stored mailbox, whose password is used where none is given; `settings`: what stands in the form. */
export const testMailboxInput = z.object({
  organization: z.string().max(80),
  id: z.uuid().nullable(),
  settings: mailboxSettings.nullable(),
});

export type MailboxTest =
  | {
      kind: "works";
      mails: number;
      abilities: ImapAbilities;
      moveTo: { folder: string; exists: boolean } | null;
    }
  | { kind: "fault"; fault: MailboxFault };

/** Somebody else's server is not to be tried with one password after the other. */
const perOrganization = { name: "mailbox-test", points: 30, seconds: 600 };

/** Connects, logs in, opens the folder without changing anything in it, and tells what was found. */
export async function testMailbox(
  context: Context,
  input: z.infer<typeof testMailboxInput>,
): Promise<Result<MailboxTest, "rate-limited" | "secret-missing">> {
  const member = await requireMember(context, input.organization, "admin");
  if (!member.ok) return member;
  const wanted = await wantedMailbox(context, input);
  if (!wanted.ok) return wanted;
  const slowdown = await takePoint(context.db, perOrganization, member.value.organization.id);
  if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  const { secret } = wanted.value;
  if (secret === null) return ok({ kind: "fault", fault: { code: "secret-lost", words: null } });
  return ok(await look(context, { ...wanted.value, secret }));
}

type Wanted = {
  settings: MailboxDoor & { folder: string; moveTo: string | null };
  secret: MailboxSecret | null;
  /** Where the secret comes from; `null`: from the form. */
  stored: Mailbox | null;
};

async function wantedMailbox(
  context: Context,
  { organization, id, settings }: z.infer<typeof testMailboxInput>,
): Promise<Result<Wanted, "secret-missing">> {
  const found = id === null ? null : await requireMailbox(context, { organization, id });
  if (found && !found.ok) return found;
  const stored = found?.value ?? null;
  if (settings !== null && isGiven(settings))
    return ok({ settings: columnsOf(settings), secret: settings, stored: null });
  if (stored === null) return fail(settings === null ? "not-found" : "secret-missing");
  if (settings !== null && !secretStillFits(stored, settings)) return fail("secret-missing");
  const secret = openSecret(context, stored);
  return ok({ settings: settings === null ? stored : columnsOf(settings), secret, stored });
}

async function look(
  context: Context,
  { settings, secret, stored }: Wanted & { secret: MailboxSecret },
): Promise<MailboxTest> {
  const { folder, moveTo } = settings;
  try {
    const session = await enterMailbox(context, settings, secret, (renewed) =>
      keep(context, stored, renewed),
    );
    try {
      const { mails } = await session.openFolder(folder, { readOnly: true });
      const exists = moveTo !== null && (await session.hasFolder(moveTo));
      const { abilities } = session;
      return { kind: "works", mails, abilities, moveTo: moveTo === null ? null : { folder: moveTo, exists } };
    } finally {
      await session.close();
    }
  } catch (error) {
    const fault = imapFaultOf(error);
    if (fault === null) throw error;
    return { kind: "fault", fault };
  }
}

/** Unless somebody has entered another meanwhile. One that only stands in the form is the person's to keep. */
async function keep(context: Context, stored: Mailbox | null, renewed: MailboxSecret): Promise<void> {
  if (stored === null) return;
  await context.db.prisma.mailbox.updateMany({
    where: { id: stored.id, secret: stored.secret },
    data: { secret: sealSecret(context, stored, renewed) },
  });
}
