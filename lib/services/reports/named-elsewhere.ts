import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import type { AddressedDomain } from "#lib/db/reports/find-report-address.ts";
import { unpackReport } from "#lib/net/unpack/unpack-report.ts";
import type { Context } from "#lib/services/context.ts";
import { namedDomains } from "./named-domains.ts";

/** The proven domains of the organization that a report names, wherever it was sent. Empty for what cannot be read. */
export async function namedElsewhere(
  context: Context,
  organizationId: string,
  raw: Uint8Array,
): Promise<AddressedDomain[]> {
  const unpacked = await unpackReport(raw);
  const parsed = unpacked.ok ? parseTlsReport(unpacked.json) : null;
  return parsed?.ok ? namedDomains(context, { organizationId }, parsed.value, null) : [];
}
