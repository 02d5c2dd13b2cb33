import { type Hop, passed } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { TestMark } from "#lib/core/tlsrpt/test-report-mark.ts";
import { settleTest } from "#lib/db/test-reports/settle-test.ts";
import type { Context } from "#lib/services/context.ts";
import type { Arrival, Destination } from "#lib/services/reports/arrival.ts";
import { vouch } from "#lib/services/reports/credentials.ts";
import type { Receipt } from "#lib/services/reports/receipt.ts";
import type { ReadReport } from "#lib/services/reports/store-for.ts";

/**
 * Notes that a test report has arrived, and what would have become of it as a report. Whoever sends one again changes
 * nothing. Resolves after the commit, as with any report, and rejects when our own storage fails.
 */
export async function settleTestReport(
  { db }: Context,
  destination: Destination,
  arrival: Arrival,
  read: ReadReport,
  { id }: TestMark,
): Promise<Extract<Receipt, { kind: "test" | "unknown-test" }>> {
  if (id === null) return { kind: "unknown-test" };
  const whose = destination.kind === "domain" ? { domainId: destination.address.domainId } : destination;
  const hops = hopsOf(arrival, read);
  const domain = await settleTest(db, { id, whose, hops, raw: arrival.raw.slice(0, keptOctets) });
  return domain === null ? { kind: "unknown-test" } : { kind: "test", domain };
}

/** Ours are far smaller; another's copy need not be kept whole. */
const keptOctets = 65_536;

function hopsOf(
  { raw, road, peer, credentials }: Arrival,
  { report, findings, jsonLength }: ReadReport,
): Hop[] {
  const { trust, reason } = vouch(credentials, report);
  const arrived = { road, peer: peer ?? "" };
  const tolerated = findings.map(({ code }) => code).join(", ");
  return [
    passed("arrived", arrived),
    passed("unpacked", { octets: raw.byteLength, characters: jsonLength }),
    passed("read", { count: findings.length }, tolerated),
    // That nobody vouches for it is no fault: a test comes from us, and no reporter's address is ours.
    passed("vouched", { trust }, reason),
    passed("stored", {}),
  ];
}
