import { LRUCache } from "lru-cache";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import { type AddressedDomain, findDomainsByName } from "#lib/db/reports/find-report-address.ts";
import type { Context } from "#lib/services/context.ts";
import type { KnownNames } from "./arrival.ts";

/** The proven domains of the organization that a report names; `hint` stands in where it names none. */
export function namedDomains(
  { db, now }: Context,
  { organizationId, known }: { organizationId: string; known?: KnownNames },
  report: TlsReport,
  hint: string | null,
): Promise<AddressedDomain[]> {
  const names = new Set(report.policies.map(({ domain }) => asName(domain ?? hint ?? "")));
  const possible = [...names].filter((name) => name !== "" && !name.includes("\0"));
  const key = possible.join("\0");
  const asked = known?.get(key);
  if (asked) return asked;
  const found = findDomainsByName(db, organizationId, possible, now);
  known?.set(key, found);
  return found;
}

/** A domain that is claimed meanwhile is found within seconds. */
export function createKnownNames(): KnownNames {
  return new LRUCache({ max: 5_000, ttl: 2_000, ttlResolution: 100 });
}

/** A name as domains are stored, as far as its spelling goes. */
export function asName(name: string): string {
  return name.trim().replace(/\.$/, "").toLowerCase();
}
