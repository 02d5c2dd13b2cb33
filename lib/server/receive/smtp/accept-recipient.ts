import { domainToASCII } from "node:url";
import type { AddressedDomain } from "#lib/db/reports/find-report-address.ts";
import type { Context } from "#lib/services/context.ts";
import { openReportAddress } from "#lib/services/reports/open-report-address.ts";
import { SmtpRefusal } from "./smtp-refusal.ts";

/**
 * The domain whose reports a recipient receives. Throws the refusal for any other: nothing is relayed, and no mailbox of
 * a person is here.
 */
export async function acceptRecipient(
  context: Context,
  recipient: string,
  { mailDomain, peer }: { mailDomain: string; peer: string },
): Promise<AddressedDomain> {
  const at = recipient.lastIndexOf("@");
  const domain = domainToASCII(recipient.slice(at + 1));
  if (at > 0 && domain !== mailDomain) throw new SmtpRefusal(550, "5.7.1", "No mail is relayed here");
  const token = recipient.slice(0, at).toLowerCase();
  const address = at > 0 ? await openReportAddress(context, token, peer) : null;
  if (!address) throw new SmtpRefusal(550, "5.1.1", "No domain receives reports at this address");
  return address;
}
