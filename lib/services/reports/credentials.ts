import type { MailFacts } from "#lib/core/tlsrpt/mail-facts.ts";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import type { ConfirmedNames } from "#lib/net/confirmed-names.ts";
import { vouchForAddress } from "./vouch-for-address.ts";
import { vouchForMail } from "./vouch-for-mail.ts";
import { nobodyVouches, type Vouching } from "./vouching.ts";

/**
 * What a road has established about who delivers, before the report is read. JSON: it is kept with what cannot be read
 * yet, so that a later replay vouches exactly as the arrival did.
 */
export type Credentials =
  | { kind: "address"; address: string; confirmed: ConfirmedNames }
  | { kind: "mail"; mail: MailFacts }
  /** A member of the organization handed it in, or a program with its key. */
  | { kind: "member" | "key"; name: string }
  | { kind: "nobody"; reason: string };

/** What they are worth for this report. */
export function vouch(credentials: Credentials, report: TlsReport): Vouching {
  switch (credentials.kind) {
    case "address":
      return vouchForAddress(credentials, report);
    case "mail":
      return vouchForMail(credentials.mail, report);
    case "member":
      return { trust: "upload", reason: `uploaded-by:${credentials.name}`, voucher: null };
    case "key":
      return { trust: "upload", reason: `uploaded-with-key:${credentials.name}`, voucher: null };
    case "nobody":
      return nobodyVouches(credentials.reason);
    default:
      return credentials satisfies never;
  }
}

/** Whether they can be worth anything, whatever the report says. */
export function canVouch(credentials: Credentials): boolean {
  switch (credentials.kind) {
    case "address":
      return credentials.confirmed.kind === "confirmed";
    case "mail":
      return credentials.mail.signatures.some(({ result }) => result === "pass");
    case "member":
    case "key":
      return true;
    case "nobody":
      return false;
    default:
      return credentials satisfies never;
  }
}
