import { registrableDomain } from "#lib/core/domain-name.ts";
import type { MailFacts } from "#lib/core/tlsrpt/mail-facts.ts";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import { reporterDomains } from "#lib/core/tlsrpt/reporter-domains.ts";
import { nobodyVouches, type Vouching } from "./vouching.ts";

/** What vouches for a report that came by mail: a valid DKIM signature of the reporter's domain (RFC 8460 §3, §5.3). */
export function vouchForMail(mail: MailFacts, report: TlsReport): Vouching {
  const domains = reporterDomains(report);
  if (domains.length === 0) return nobodyVouches("no-reporter-domain");
  const first = mail.signatures[0];
  if (!first) return nobodyVouches("mail-without-signature");
  const own = mail.signatures.find(
    ({ result, domain }) => result === "pass" && domains.includes(registrableDomain(domain) ?? ""),
  );
  if (!own) return nobodyVouches(`signed-by-another:${first.domain}`);
  return {
    trust: "dkim",
    reason: `signed-by-reporter:${own.domain}`,
    voucher: registrableDomain(own.domain),
  };
}
