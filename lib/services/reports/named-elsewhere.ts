import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import { type AddressedDomain, findDomainsByName } from "#lib/db/reports/find-report-address.ts";
import { unpackReport } from "#lib/net/unpack/unpack-report.ts";
import type { Context } from "#lib/services/context.ts";

/**
 * The proven domains of the organization that a report names, wherever it was sent. Empty for what cannot be read.
 */
export async function namedElsewhere(
  { db, now }: Context,
  organizationId: string,
  raw: Uint8Array,
): Promise<AddressedDomain[]> {
  const unpacked = await unpackReport(raw);
  const parsed = unpacked.ok ? parseTlsReport(unpacked.json) : null;
  if (!parsed?.ok) return [];
  const names = parsed.value.policies.flatMap(
    ({ domain }) => domain?.trim().replace(/\.$/, "").toLowerCase() ?? [],
  );
  const storable = names.filter((name) => !name.includes("\0"));
  return findDomainsByName(db, organizationId, [...new Set(storable)], now);
}
