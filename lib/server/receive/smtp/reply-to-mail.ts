import type { MailReceipt } from "#lib/services/reports/receive-mail.ts";
import { SmtpRefusal } from "./smtp-refusal.ts";

const namedIds = 5;

/** The words of the 250 that follows a mail which is safe with us; throws the refusal for any other. */
export function replyToMail(receipt: MailReceipt): string {
  switch (receipt.kind) {
    case "taken": {
      const ids = receipt.ids.slice(0, namedIds).join(", ");
      const aside = receipt.keptAside > 0 ? `; ${receipt.keptAside} kept for a person to look at` : "";
      return `2.0.0 Stored${ids === "" ? "" : ` as ${ids}`}${aside}`;
    }
    case "kept-aside":
      return "2.0.0 Kept for a person to look at: it could not be counted";
    case "deferred":
      throw new SmtpRefusal(
        451,
        "4.7.5",
        `The DKIM key of ${receipt.domain} could not be asked for; try again later`,
      );
    case "too-many":
      throw new SmtpRefusal(452, "4.5.3", "This address takes no more reports from there today");
    case "quarantine-full":
      throw new SmtpRefusal(452, "4.2.2", "Too much is waiting for a decision here");
    case "no-report":
      throw new SmtpRefusal(554, "5.6.0", "No TLS report (RFC 8460) in it; this address takes nothing else");
    case "unknown-test":
      throw new SmtpRefusal(554, "5.6.0", "A test report that was not sent from here");
    default:
      return receipt satisfies never;
  }
}
