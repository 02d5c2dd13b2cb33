import type { Db } from "#lib/db/client.ts";

export type DomainToForget = {
  domainId: string /** UTC day, YYYY-MM-DD: what is older goes. */;
  keptFrom: string;
};

/**
 * Domains that hold reports older than their organization keeps them, in the order of their ids, among the next
 * `limit` domains after `after`; `next`: where to go on, `null` at the end.
 */
export async function domainsToForget(
  db: Db,
  now: Date,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ domains: DomainToForget[]; next: string | null }> {
  const found = await db.pool.query<{ domain_id: string; kept_from: string; has_old: boolean }>({
    name: "domains-to-forget",
    text: `SELECT d.id AS domain_id, d.kept_from, EXISTS (
          SELECT FROM reports r WHERE r.domain_id = d.id AND r.day < d.kept_from) AS has_old
      FROM (SELECT d.id, ($1::timestamptz AT TIME ZONE 'UTC')::date - o.retention_days AS kept_from
        FROM domains d JOIN organizations o ON o.id = d.organization_id
        WHERE $2::uuid IS NULL OR d.id > $2 ORDER BY d.id LIMIT $3) d
      ORDER BY d.id`,
    values: [now, after, limit],
  });
  const last = found.rows.at(-1);
  return {
    domains: found.rows
      .filter((row) => row.has_old)
      .map((row) => ({ domainId: row.domain_id, keptFrom: row.kept_from })),
    next: found.rows.length < limit || !last ? null : last.domain_id,
  };
}

/**
 * Deletes at most `limit` of a domain's reports before that day, oldest first, with results and details; roll-ups
 * stay. What another transaction holds is left for the next time, so this neither waits for an arrival nor stops one.
 * Returns how many went.
 */
export async function forgetReports(
  db: Db,
  { domainId, keptFrom }: DomainToForget,
  limit: number,
): Promise<number> {
  const gone = await db.pool.query({
    name: "forget-reports",
    text: `DELETE FROM reports WHERE domain_id = $1 AND id = ANY(ARRAY(
        SELECT id FROM reports WHERE domain_id = $1 AND day < $2::date
        ORDER BY day, id LIMIT $3 FOR UPDATE SKIP LOCKED))`,
    values: [domainId, keptFrom, limit],
  });
  return gone.rowCount ?? 0;
}

/** Deletes at most `limit` arrivals from quarantine that came before their organization's retention. */
export async function forgetQuarantined(db: Db, now: Date, limit: number): Promise<number> {
  const gone = await db.pool.query({
    name: "forget-quarantined",
    text: `DELETE FROM quarantined_reports q USING (
        SELECT old.organization_id, old.id FROM organizations o
        CROSS JOIN LATERAL (SELECT organization_id, id FROM quarantined_reports
          WHERE organization_id = o.id AND received_at < $1::timestamptz - make_interval(days => o.retention_days)
          LIMIT $2 FOR UPDATE SKIP LOCKED) old
        LIMIT $2) old
      WHERE q.organization_id = old.organization_id AND q.id = old.id`,
    values: [now, limit],
  });
  return gone.rowCount ?? 0;
}

/** Deletes at most `limit` test reports that were sent so many days ago. */
export async function forgetTestReports(
  db: Db,
  now: Date,
  { days, limit }: { days: number; limit: number },
): Promise<number> {
  const gone = await db.pool.query({
    name: "forget-test-reports",
    text: `DELETE FROM test_reports t USING (
        SELECT domain_id, id FROM test_reports WHERE started_at < $1::timestamptz - make_interval(days => $2)
        LIMIT $3 FOR UPDATE SKIP LOCKED) old
      WHERE t.domain_id = old.domain_id AND t.id = old.id`,
    values: [now, days, limit],
  });
  return gone.rowCount ?? 0;
}
