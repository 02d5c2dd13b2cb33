import { registrableDomain } from "../domain-name.ts";
import type { TlsReport } from "./report-shape.ts";

/**
 * Reporters that everybody knows, and the domains that their reports come from. A report in such a name is theirs only
 * when it comes from there: whoever sends it chooses the name and the contact address freely.
 */
const known: { name: RegExp; domains: string[] }[] = [
  { name: /\bgoogle\b/i, domains: ["google.com"] },
  { name: /\bmicrosoft\b|\boutlook\b/i, domains: ["microsoft.com", "outlook.com"] },
  { name: /\byahoo\b/i, domains: ["yahoo.com", "yahooinc.com", "yahoo.net"] },
  { name: /\bmail\.ru\b|\bvk\b/i, domains: ["mail.ru", "vk.com", "vk.team"] },
  { name: /\bcomcast\b/i, domains: ["comcast.com", "comcast.net"] },
];

/**
 * The registrable domains whose word vouches for a report: the known reporter's own, or else that of the contact
 * address (RFC 8460 §4.4 `contact-info`). Empty: nothing can vouch for it.
 */
export function reporterDomains(report: Pick<TlsReport, "organizationName" | "contactInfo">): string[] {
  const entry = known.find(({ name }) => name.test(report.organizationName));
  if (entry) return entry.domains;
  const host = /@([^@\s>]+)>?\s*$/.exec(report.contactInfo ?? "")?.[1];
  const domain = host ? registrableDomain(host) : null;
  return domain ? [domain] : [];
}
