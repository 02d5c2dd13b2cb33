import type { Hop } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { Db } from "#lib/db/client.ts";
import { timedHopsSql } from "./timed-hops-sql.ts";

export type TestKey = { domainId: string; id: string };

/** Adds what the sender's end has seen of a test. */
export async function addHops(db: Db, { domainId, id }: TestKey, hops: Hop[]): Promise<void> {
  await db.pool.query({
    name: "add-test-hops",
    text: `UPDATE test_reports SET hops = hops || ${timedHopsSql("$3")} WHERE domain_id = $1 AND id = $2`,
    values: [domainId, id, JSON.stringify(hops)],
  });
}

/** Ends a test that will not arrive; one that has arrived meanwhile stays so. */
export async function failTest(db: Db, { domainId, id }: TestKey, hops: Hop[]): Promise<void> {
  await db.pool.query({
    name: "fail-test",
    text: `UPDATE test_reports SET hops = hops || ${timedHopsSql("$3")}, failed_at = clock_timestamp()
      WHERE domain_id = $1 AND id = $2 AND arrived_at IS NULL AND failed_at IS NULL`,
    values: [domainId, id, JSON.stringify(hops)],
  });
}
