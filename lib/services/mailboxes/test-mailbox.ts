import { z } from "zod";
import type { MailboxFault } from "#lib/core/mailbox/mailbox-fault.ts";
import { takePoint } from "#lib/db/rate-limits.ts";
import type { ImapAccount } from "#lib/net/mail/imap/connect-imap.ts";
import { imapFaultOf } from "#lib/net/mail/imap/imap-trouble.ts";
import type { ImapAbilities } from "#lib/net/mail/imap/session.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { accountOf, mailboxSettings, openSecret, secretStillFits } from "./mailbox-settings.ts";
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
  if (wanted.value.secret === null) return ok({ kind: "fault", fault: { code: "secret-lost", words: null } });
  const { settings, secret } = wanted.value;
  return ok(await look(context, accountOf(settings, secret), settings.folder, settings.moveTo));
}

type Wanted = {
  settings: Omit<ImapAccount, "secret"> & { folder: string; moveTo: string | null };
  secret: string | null;
};

async function wantedMailbox(
  context: Context,
  { organization, id, settings }: z.infer<typeof testMailboxInput>,
): Promise<Result<Wanted, "secret-missing">> {
  const stored = id === null ? null : await requireMailbox(context, { organization, id });
  if (stored && !stored.ok) return stored;
  if (settings === null) {
    return stored
      ? ok({ settings: stored.value, secret: openSecret(context, stored.value) })
      : fail("not-found");
  }
  const given = { ...settings, moveTo: settings.afterwards === "move" ? settings.moveTo : null };
  if (settings.secret !== "") return ok({ settings: given, secret: settings.secret });
  if (!stored || !secretStillFits(stored.value, settings)) return fail("secret-missing");
  return ok({ settings: given, secret: openSecret(context, stored.value) });
}

async function look(
  { net }: Context,
  account: ImapAccount,
  folder: string,
  moveTo: string | null,
): Promise<MailboxTest> {
  try {
    const session = await net.connectImap(account);
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
