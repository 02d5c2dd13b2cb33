import { registrableDomain } from "#lib/core/domain-name.ts";
import type { MailFacts, SignatureFact } from "#lib/core/tlsrpt/mail-facts.ts";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import { reporterDomains } from "#lib/core/tlsrpt/reporter-domains.ts";
import { nobodyVouches, type Vouching } from "./vouching.ts";

/**
 * What vouches for a report that came by mail: a valid DKIM signature of the reporter's domain (RFC 8460 §3). What From,
 * Submitter and subject say vouches for nothing and takes nothing away: reporters are known whose Submitter is not the
 * domain of their contact-info, although §5.3 asks for it (mail.ru).
 */
export function vouchForMail(mail: Pick<MailFacts, "signatures">, report: TlsReport): Vouching {
  const domains = reporterDomains(report);
  if (domains.length === 0) return nobodyVouches("no-reporter-domain");
  const own = mail.signatures.filter(({ domain }) => domains.includes(registrableDomain(domain) ?? ""));
  const holding = own.find(isWordOfReporter);
  if (holding) {
    const voucher = registrableDomain(holding.domain);
    return { trust: "dkim", reason: `signed-by-reporter:${holding.domain}`, voucher };
  }
  return nobodyVouches(whyNobody(own, mail.signatures));
}

function isWordOfReporter({ result, reason, domain }: SignatureFact): boolean {
  if (result !== "pass") return false;
  return reason === null || !signsForStrangers.has(registrableDomain(domain) ?? "");
}

/**
 * Their services put words of strangers into mail that they sign: forms, invitations, comments. Their reports sign
 * TLS-Report-Submitter (Google) or Content-Type (Microsoft), without which such words could be passed off as a report.
 */
const signsForStrangers: ReadonlySet<string> = new Set(["google.com", "microsoft.com", "outlook.com"]);

/** The reporter's own signatures say more than those of others. */
function whyNobody(own: SignatureFact[], all: SignatureFact[]): string {
  if (all.length === 0) return "mail-without-signature";
  const told = own.length > 0 ? own : all;
  const waiting = told.find(({ result }) => result === "temporary-error");
  const other = told.find(({ result }) => result === "pass");
  if (own[0])
    return waiting ? `signature-not-checked:${waiting.domain}` : `signature-invalid:${own[0].domain}`;
  if (other) return `signed-by-another:${other.domain}`;
  return waiting ? `signature-not-checked:${waiting.domain}` : `signature-invalid:${all[0]?.domain ?? ""}`;
}
