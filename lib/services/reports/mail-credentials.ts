import type { MailFacts } from "#lib/core/tlsrpt/mail-facts.ts";
import type { EnclosingMail } from "#lib/net/unpack/mail/enclosing-mail.ts";
import type { Context } from "#lib/services/context.ts";
import type { Credentials } from "./credentials.ts";

/** What a road knows of a mail beside its octets. */
export type MailArrival = {
  /** RFC 5321 MAIL FROM; `null`: not known, or the null reverse-path. Never that of a mail which was attached. */
  envelopeFrom: string | null;
  /** When the mail was received, which a signature may not have outlived; left out, just now. */
  receivedAt?: Date;
};

/** What can vouch for a report that stood in a mail: its facts, with each of its signatures verified. */
export async function mailCredentials(
  { net }: Pick<Context, "net">,
  mail: EnclosingMail,
  { envelopeFrom, receivedAt }: MailArrival,
): Promise<Extract<Credentials, { kind: "mail" }>> {
  const signatures = mail.signed ? await net.verifySignatures(mail.raw, receivedAt) : [];
  return { kind: "mail", mail: { ...factsOf(mail, envelopeFrom), signatures } };
}

function factsOf(mail: EnclosingMail, envelopeFrom: string | null): Omit<MailFacts, "signatures"> {
  return {
    from: short(mail.from),
    subject: short(mail.subject),
    messageId: short(mail.messageId),
    date: short(mail.date),
    tlsReportDomain: short(mail.tlsReportDomain),
    tlsReportSubmitter: short(mail.tlsReportSubmitter),
    envelopeFrom: mail.forwarded ? null : short(envelopeFrom),
    forwarded: mail.forwarded,
  };
}

/** RFC 5322 §2.1.1 allows lines of 998 characters; what is longer is nobody's subject. */
const longest = 998;

function short(text: string | null): string | null {
  return text === null ? null : text.slice(0, longest).toWellFormed().replaceAll("\0", "\u{fffd}");
}

const dayMs = 86_400_000;

/**
 * The domain whose signature could not be checked just now, when the mail is worth another try: no signature of the
 * domain in From holds, and the mail is of today by its own Date. Later it is taken as it is, since a sender
 * gives up some day (RFC 5321 §4.5.4.1), and nothing may be lost; `null`: there is nothing to wait for.
 */
export function worthAnotherTry(mail: MailFacts, now: Date): string | null {
  const unchecked = mail.signatures.find(({ result }) => result === "temporary-error");
  if (!unchecked) return null;
  const author = mail.from?.split("@").at(-1)?.toLowerCase();
  const holds = mail.signatures.some(
    ({ result, domain }) => result === "pass" && (author === domain || author?.endsWith(`.${domain}`)),
  );
  const age = Math.abs(now.getTime() - Date.parse(mail.date ?? ""));
  return !holds && age < dayMs ? unchecked.domain : null;
}
