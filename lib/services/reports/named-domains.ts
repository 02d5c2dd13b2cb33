import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import { type AddressedDomain, findDomainsByName } from "#lib/db/reports/find-report-address.ts";
import type { Context } from "#lib/services/context.ts";

/** The proven domains of the organization that a report names; `hint` stands in where it names none. */
export function namedDomains(
  { db, now }: Context,
  organizationId: string,
  report: TlsReport,
  hint: string | null,
): Promise<AddressedDomain[]> {
  const names = new Set(report.policies.map(({ domain }) => asName(domain ?? hint ?? "")));
  const possible = [...names].filter((name) => name !== "" && !name.includes("\0"));
  return findDomainsByName(db, organizationId, possible, now);
}

/** A name as domains are stored, as far as its spelling goes. */
export function asName(name: string): string {
  return name.trim().replace(/\.$/, "").toLowerCase();
}
