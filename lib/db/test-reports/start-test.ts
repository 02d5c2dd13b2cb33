import { randomUUIDv7 } from "node:crypto";
import type { Db, Road } from "#lib/db/client.ts";

export type NewTest = {
  domainId: string;
  road: Road;
  destination: string;
  startedById: string | null;
};

const keptTests = 20;

/** Writes down a test that begins now, by the database's clock, and forgets all but the domain's newest ones. */
export async function startTest(db: Db, test: NewTest): Promise<string> {
  const id = randomUUIDv7();
  await db.pool.query({
    name: "start-test",
    text: `INSERT INTO test_reports (domain_id, id, road, destination, started_at, started_by_id)
      VALUES ($1, $2, $3::road, $4, clock_timestamp(), $5)`,
    values: [test.domainId, id, test.road, test.destination, test.startedById],
  });
  await db.pool.query({
    name: "forget-tests",
    text: `DELETE FROM test_reports WHERE domain_id = $1 AND id NOT IN (
      SELECT id FROM test_reports WHERE domain_id = $1 ORDER BY started_at DESC, id DESC LIMIT ${keptTests})`,
    values: [test.domainId],
  });
  return id;
}
