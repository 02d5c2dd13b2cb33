import type { Hop } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { Db } from "#lib/db/client.ts";
import { timedHopsSql } from "./timed-hops-sql.ts";

export type SettledTest = {
  id: string;
  /** Where it arrived. A test of another domain is not this one's. */
  whose: { domainId: string } | { organizationId: string };
  hops: Hop[];
  raw: Uint8Array;
};

/** Marks a test as arrived, once; the domain's name, or `null` when no such test was started there. */
export async function settleTest(db: Db, { id, whose, hops, raw }: SettledTest): Promise<string | null> {
  const owner = "domainId" in whose ? whose.domainId : whose.organizationId;
  const column = "domainId" in whose ? "d.id" : "d.organization_id";
  const found = await db.pool.query<{ name: string }>({
    name: `settle-test-${column}`,
    // The row is found by its domain: the arrival is told which one, or the organization's few.
    text: `WITH test AS (
        SELECT t.domain_id, t.id, d.name FROM test_reports t JOIN domains d ON d.id = t.domain_id
        WHERE ${column} = $1 AND t.id = $2 FOR UPDATE OF t),
      arrival AS (
        UPDATE test_reports t SET arrived_at = clock_timestamp(), failed_at = NULL, raw = $4,
          hops = t.hops || ${timedHopsSql("$3")}
        FROM test WHERE t.domain_id = test.domain_id AND t.id = test.id AND t.arrived_at IS NULL)
      SELECT name FROM test`,
    values: [owner, id, JSON.stringify(hops), Buffer.from(raw)],
  });
  return found.rows[0]?.name ?? null;
}
