import type { Db } from "#lib/db/client.ts";

/** When the counted report of each domain's newest day came in. Domains without one are left out. */
export async function newestArrivals(db: Db, domainIds: string[]): Promise<Map<string, Date>> {
  if (domainIds.length === 0) return new Map();
  const found = await db.pool.query<{ domain_id: string; at: Date }>({
    name: "newest-arrivals",
    text: `SELECT d.id AS domain_id, r.received_at AS at FROM unnest($1::uuid[]) AS d(id)
      CROSS JOIN LATERAL (SELECT received_at FROM reports
        WHERE domain_id = d.id AND counted ORDER BY day DESC, id DESC LIMIT 1) r`,
    values: [domainIds],
  });
  return new Map(found.rows.map((row) => [row.domain_id, row.at]));
}
