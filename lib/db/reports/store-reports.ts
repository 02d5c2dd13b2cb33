import type { Pool } from "pg";
import { inRetriedTransaction } from "#lib/db/in-transaction.ts";
import { sentTogether } from "#lib/db/sent-together.ts";
import { chargeAllowances } from "./allowance.ts";
import { insertParts, insertReports } from "./insert-reports.ts";
import type { ReportRow, StoreOutcome } from "./report-row.ts";
import { applyToRollUps, type RollUpChange } from "./roll-ups.ts";
import { settleKnown } from "./settle-known.ts";

/**
 * Stores a batch of reports in ONE transaction: raw bytes, normalised rows and roll-ups. When it resolves, everything
 * is committed. Outcomes come in the order of the rows. No two rows of a batch may share domain and report key (the
 * caller's batches see to it). Rejects on broken infrastructure, and when PostgreSQL refuses one of the rows; then nothing
 * of the batch is stored.
 */
export async function storeReports(pool: Pool, rows: ReportRow[], now: Date): Promise<StoreOutcome[]> {
  const sorted = [...rows].sort(byKey);
  return inRetriedTransaction(pool, async (client, begun) => {
    // What needs no answer of what goes before is sent along with it: under load, waiting is most of the time.
    const [insertedIds] = await Promise.all([insertReports(client, sorted, true), begun]);
    const inserted = sorted.filter((row) => insertedIds.has(row.id));
    const known = sorted.filter((row) => !insertedIds.has(row.id));
    const settled = await settleKnown(client, known);
    const outcomes = new Map<string, StoreOutcome>(settled.outcomes);
    for (const { id } of inserted) outcomes.set(id, { kind: "stored", id });
    const added = inserted.map((row): RollUpChange => ({ ...row, sign: 1 }));
    await sentTogether([
      insertParts(client, inserted),
      applyToRollUps(client, [...added, ...settled.changes], now),
      chargeAllowances(
        client,
        sorted.filter((row) => outcomes.get(row.id)?.id === row.id),
      ),
    ]);
    return rows.map((row) => outcomes.get(row.id) ?? { kind: "duplicate", id: row.id });
  });
}

function byKey(a: ReportRow, b: ReportRow): number {
  return a.domainId < b.domainId ? -1 : a.domainId > b.domainId ? 1 : a.reportKey.compare(b.reportKey);
}
