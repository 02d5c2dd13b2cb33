import type { Db } from "#lib/db/client.ts";

/** The MX hosts that the domain's newest check saw; empty before the first, or when it could not tell. */
export async function newestMxHosts(db: Db, domainId: string): Promise<string[]> {
  const found = await db.pool.query<{ hosts: string[] | null }>({
    name: "newest-mx-hosts",
    text: `SELECT jsonb_path_query_array(evidence, '$.mx.records[*].exchange') AS hosts FROM checks
      WHERE domain_id = $1 ORDER BY checked_at DESC, id DESC LIMIT 1`,
    values: [domainId],
  });
  return (found.rows[0]?.hosts ?? []).filter((host) => host !== "");
}
