import { hash } from "node:crypto";
import type { AddressedDomain } from "#lib/db/reports/find-report-address.ts";
import type { EnclosingMail } from "#lib/net/unpack/mail/enclosing-mail.ts";
import type { Context } from "#lib/services/context.ts";
import type { Destination } from "./arrival.ts";
import type { Credentials } from "./credentials.ts";
import { keepWhole } from "./keep-whole.ts";
import { mailCredentials, worthAnotherTry } from "./mail-credentials.ts";
import type { Receipt } from "./receipt.ts";
import { type Bundle, type Taken, takeBundle } from "./take-bundle.ts";

/** A mail for addresses of ours, as it came by SMTP. */
export type DeliveredMail = {
  recipients: AddressedDomain[];
  bytes: Uint8Array;
  peer: string | null;
  /** `null`: the null reverse-path. */
  envelopeFrom: string | null;
};

/** What becomes of the mail as a whole; only `taken` and `kept-aside` mean that all of it is safe with us. */
export type MailReceipt =
  /** `ids`: of the reports that are stored now, or were before. */
  | { kind: "taken"; ids: string[]; keptAside: number }
  | { kind: "kept-aside"; keptAside: number }
  /** It carries no TLS report and does not say that it does: nothing was kept. */
  | { kind: "no-report" }
  /** A signature could not be checked just now: nothing was kept, and it should come again. */
  | { kind: "deferred"; domain: string }
  /** A domain has taken so much today that the same, or nobody, vouches for. */
  | { kind: "too-many" }
  /** What must be kept aside finds no room. */
  | { kind: "quarantine-full" }
  /** It carries the mark of our test reports, and names none that was sent here. */
  | { kind: "unknown-test" };

/**
 * Takes the reports of a mail for each of its recipients. Resolves after the commit; rejects when our own storage fails,
 * and then the sender must keep the mail: taking it again changes nothing for what was stored.
 */
export async function receiveMail(context: Context, mail: DeliveredMail): Promise<MailReceipt> {
  const credentials = rememberCredentials(context, mail);
  const all: Outcome[] = [];
  try {
    for (const address of mail.recipients) {
      const destination = { kind: "domain" as const, address };
      const bundle = {
        chunks: mail.bytes,
        road: "smtp" as const,
        credentials,
        peer: mail.peer,
        userAgent: null,
      };
      for await (const taken of takeBundle(context, destination, bundle)) {
        all.push(...(await outcomesOf(context, destination, bundle, taken)));
      }
    }
  } catch (error) {
    if (error instanceof Deferred) return { kind: "deferred", domain: error.domain };
    throw error;
  }
  return sumUp(all);
}

class Deferred extends Error {
  readonly domain: string;

  constructor(domain: string) {
    super(`The signature of ${domain} could not be checked.`);
    this.domain = domain;
  }
}

/** A mail is verified once, however many reports it carries and recipients it has. */
function rememberCredentials(
  context: Context,
  { bytes, envelopeFrom }: DeliveredMail,
): (mail: EnclosingMail | null) => Promise<Credentials> {
  const known = new Map<string, Promise<Credentials>>();
  return (mail) => {
    if (mail === null) return Promise.resolve({ kind: "nobody", reason: "no-mail" });
    const key = mail.raw === bytes ? "the mail itself" : hash("sha256", mail.raw, "hex");
    const credentials = known.get(key) ?? verified(context, mail, envelopeFrom);
    known.set(key, credentials);
    return credentials;
  };
}

async function verified(
  context: Context,
  mail: EnclosingMail,
  envelopeFrom: string | null,
): Promise<Credentials> {
  const credentials = await mailCredentials(context, mail, { envelopeFrom });
  const waitingFor = worthAnotherTry(credentials.mail, context.now);
  if (waitingFor !== null) throw new Deferred(waitingFor);
  return credentials;
}

type Outcome =
  | { kind: "stored"; id: string | null }
  | { kind: "kept-aside" | "too-many" | "quarantine-full" | "unknown-test" };

async function outcomesOf(
  context: Context,
  destination: Destination,
  bundle: Bundle & { chunks: Uint8Array },
  taken: Taken,
): Promise<Outcome[]> {
  switch (taken.kind) {
    case "report":
      return taken.receipts.map(outcomeOf);
    case "refused":
      return [
        taken.kept || (await keepWhole(context, destination, bundle, bundle.chunks, taken))
          ? { kind: "kept-aside" }
          : { kind: "quarantine-full" },
      ];
    case "skipped":
      return [];
    default:
      return taken satisfies never;
  }
}

function outcomeOf(receipt: Receipt): Outcome {
  switch (receipt.kind) {
    case "stored":
    case "duplicate":
    case "upgraded":
    case "replaced":
    case "conflicting":
      return { kind: "stored", id: receipt.id };
    case "test":
      return { kind: "stored", id: null };
    case "unreadable":
    case "foreign-domain":
    case "too-old":
    case "unstorable":
      return { kind: receipt.kept ? "kept-aside" : "quarantine-full" };
    case "too-many":
    case "unknown-test":
      return { kind: receipt.kind };
    case "unknown-address":
      throw new Error("The recipient’s address is known.");
    default:
      return receipt satisfies never;
  }
}

/** What is not safe with us decides: the sender keeps all of the mail then. */
function sumUp(all: Outcome[]): MailReceipt {
  const has = (kind: Outcome["kind"]) => all.some((outcome) => outcome.kind === kind);
  if (has("too-many")) return { kind: "too-many" };
  if (has("quarantine-full")) return { kind: "quarantine-full" };
  const ids = all.flatMap((outcome) =>
    outcome.kind === "stored" && outcome.id !== null ? [outcome.id] : [],
  );
  const keptAside = all.filter(({ kind }) => kind === "kept-aside").length;
  if (has("stored")) return { kind: "taken", ids: [...new Set(ids)], keptAside };
  if (keptAside > 0) return { kind: "kept-aside", keptAside };
  return { kind: has("unknown-test") ? "unknown-test" : "no-report" };
}
