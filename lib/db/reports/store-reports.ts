import type { Pool, PoolClient } from "pg";
import { chargeAllowances } from "./allowance.ts";
import { insertReports } from "./insert-reports.ts";
import type { ReportRow, StoreOutcome } from "./report-row.ts";
import { applyToRollUps, type RollUpChange } from "./roll-ups.ts";
import { settleKnown } from "./settle-known.ts";

/**
 * Stores a batch of reports in ONE transaction: raw bytes, normalised rows and roll-ups. When it resolves, everything
 * is committed. Outcomes come in the order of the rows. No two rows of a batch may share domain and report key (the
 * caller's batches see to it). Rejects on broken infrastructure; then nothing of the batch is stored.
 */
export async function storeReports(pool: Pool, rows: ReportRow[], now: Date): Promise<StoreOutcome[]> {
  const sorted = [...rows].sort(byKey);
  return inTransaction(pool, async (client) => {
    const insertedIds = await insertReports(client, sorted, true);
    const changes: RollUpChange[] = [];
    const outcomes = new Map<string, StoreOutcome>();
    for (const row of sorted) {
      if (!insertedIds.has(row.id)) continue;
      outcomes.set(row.id, { kind: "stored", id: row.id });
      changes.push({ ...row, sign: 1 });
    }
    const known = sorted.filter((row) => !insertedIds.has(row.id));
    const settled = await settleKnown(client, known);
    for (const [id, outcome] of settled.outcomes) outcomes.set(id, outcome);
    await applyToRollUps(client, [...changes, ...settled.changes], now);
    await chargeAllowances(
      client,
      sorted.filter((row) => outcomes.get(row.id)?.id === row.id),
    );
    return rows.map((row) => outcomes.get(row.id) ?? { kind: "duplicate", id: row.id });
  });
}

function byKey(a: ReportRow, b: ReportRow): number {
  return a.domainId < b.domainId ? -1 : a.domainId > b.domainId ? 1 : a.reportKey.compare(b.reportKey);
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection whose ROLLBACK fails is broken: it is thrown away instead of going back into the pool.
    await client.query("ROLLBACK").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}
