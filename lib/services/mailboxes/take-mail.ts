import { defaultBundleCaps } from "#lib/net/unpack/caps.ts";
import type { EnclosingMail } from "#lib/net/unpack/mail/enclosing-mail.ts";
import type { Context } from "#lib/services/context.ts";
import type { Destination } from "#lib/services/reports/arrival.ts";
import type { Credentials } from "#lib/services/reports/credentials.ts";
import { keepWhole } from "#lib/services/reports/keep-whole.ts";
import { mailCredentials } from "#lib/services/reports/mail-credentials.ts";
import type { Receipt } from "#lib/services/reports/receipt.ts";
import { type Bundle, type Taken, takeBundle } from "#lib/services/reports/take-bundle.ts";

/** A mail of a mailbox. */
export type FetchedMail = {
  raw: Uint8Array;
  /** When it came into the mailbox. */
  receivedAt: Date | null;
  /** It says that it carries a TLS report. */
  announced: boolean;
  /** It waits for nobody any more: what cannot be verified is taken as it is. */
  lastTry: boolean;
};

/** What became of a mail. Only `safe` means that all it carried is stored with us. */
export type MailOutcome =
  /** `reports`: that were not known before. */
  | { kind: "safe"; reports: number }
  /** It carries no report. */
  | { kind: "none" }
  /** It is to be taken later. Nothing, or not all of it, is stored. */
  | { kind: "later"; why: "signature-not-checked" | "no-room"; reports: number };

/**
 * Takes the reports of a mail for the domains of the organization that they name. Resolves after the commit; rejects when
 * our own storage fails. Taking a mail twice changes nothing for what was stored.
 */
export async function takeMail(
  context: Context,
  organizationId: string,
  mail: FetchedMail,
): Promise<MailOutcome> {
  const destination: Destination = { kind: "organization", organizationId };
  const bundle: Bundle = {
    chunks: mail.raw,
    road: "imap",
    credentials: rememberCredentials(context, mail),
    peer: null,
    userAgent: null,
  };
  const fates: Fate[] = [];
  try {
    for await (const taken of takeBundle(context, destination, bundle, { refusals: "announced" })) {
      fates.push(...(await fatesOf(context, destination, bundle, mail, taken)));
    }
  } catch (error) {
    if (error instanceof NotChecked)
      return { kind: "later", why: "signature-not-checked", reports: newOnes(fates) };
    throw error;
  }
  if (fates.includes("no-room")) return { kind: "later", why: "no-room", reports: newOnes(fates) };
  return fates.length === 0 ? { kind: "none" } : { kind: "safe", reports: newOnes(fates) };
}

type Fate = "new" | "kept" | "no-room";

function newOnes(fates: Fate[]): number {
  return fates.filter((fate) => fate === "new").length;
}

/** The key of a signature could not be asked for just now. */
class NotChecked extends Error {}

/** Each mail in it is verified once, however many reports it carries. */
function rememberCredentials(context: Context, { receivedAt, lastTry }: FetchedMail): Bundle["credentials"] {
  const known = new Map<EnclosingMail, Promise<Credentials>>();
  const verify = async (mail: EnclosingMail): Promise<Credentials> => {
    const arrival = { envelopeFrom: null, ...(receivedAt ? { receivedAt } : {}) };
    const credentials = await mailCredentials(context, mail, arrival);
    const has = (wanted: string) => credentials.mail.signatures.some(({ result }) => result === wanted);
    if (!lastTry && has("temporary-error") && !has("pass")) throw new NotChecked();
    return credentials;
  };
  return (mail) => {
    if (mail === null) return Promise.resolve({ kind: "nobody", reason: "no-mail" });
    const credentials = known.get(mail) ?? verify(mail);
    known.set(mail, credentials);
    return credentials;
  };
}

async function fatesOf(
  context: Context,
  destination: Destination,
  bundle: Bundle,
  mail: FetchedMail,
  taken: Taken,
): Promise<Fate[]> {
  switch (taken.kind) {
    case "report":
      return taken.receipts.flatMap(fateOf);
    case "refused":
      if (taken.kept) return ["kept"];
      if (!mail.announced) return [];
      return [(await keepWhole(context, destination, bundle, mail.raw, taken)) ? "kept" : "no-room"];
    case "skipped":
      return [];
    default:
      return taken satisfies never;
  }
}

function fateOf(receipt: Receipt): Fate[] {
  switch (receipt.kind) {
    case "stored":
    case "upgraded":
      return ["new"];
    case "duplicate":
    case "replaced":
    case "conflicting":
    case "test":
      return ["kept"];
    case "unreadable":
    case "foreign-domain":
    case "too-old":
    case "unstorable":
      return [receipt.kept ? "kept" : "no-room"];
    case "too-many":
      return ["no-room"];
    case "unknown-address":
    case "unknown-test":
      return [];
    default:
      return receipt satisfies never;
  }
}

/** Larger mails are not fetched. */
export const largestMailBytes = defaultBundleCaps.mailBytes;
