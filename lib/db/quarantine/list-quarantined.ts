import type { Finding } from "#lib/core/finding.ts";
import type { Db, Road } from "#lib/db/client.ts";

export type QuarantinedSummary = {
  id: string;
  /** `null`: it names no domain of the organization. */
  domain: string | null;
  receivedAt: Date;
  road: Road;
  peer: string | null;
  fileName: string | null;
  reason: string;
  /** What is wrong with it, in first place. */
  fault: Finding | null;
  /** Octets as they came. */
  size: number;
};

/** Whose quarantine: one domain's, or with `null` the whole organization's without that of unproven domains. */
export type QuarantineScope = { organizationId: string; domainId: string | null };

export type QuarantineCursor = { receivedAt: Date; id: string };

/** What waits for a decision, newest first, after `cursor`. The bytes themselves stay in the database. */
export async function listQuarantined(
  db: Db,
  { organizationId, domainId }: QuarantineScope,
  { cursor, limit }: { cursor: QuarantineCursor | null; limit: number },
): Promise<QuarantinedSummary[]> {
  const found = await db.pool.query<Row>({
    name: "list-quarantined",
    text: `SELECT q.id, d.name AS domain, q.received_at, q.road, q.peer, q.file_name, q.reason,
        q.findings -> 0 AS fault, octet_length(q.raw) AS size
      FROM quarantined_reports q LEFT JOIN domains d ON d.id = q.domain_id
      WHERE ${inScope} AND ($3::timestamptz IS NULL OR (q.received_at, q.id) < ($3, $4::uuid))
      ORDER BY q.received_at DESC, q.id DESC LIMIT $5`,
    values: [organizationId, domainId, cursor?.receivedAt ?? null, cursor?.id ?? null, limit],
  });
  return found.rows.map(summaryOf);
}

/** How much waits; counted up to `limit`, so that a flood costs the pages nothing. */
export async function countQuarantined(
  db: Db,
  { organizationId, domainId }: QuarantineScope,
  limit: number,
): Promise<number> {
  const found = await db.pool.query<{ waiting: bigint }>({
    name: "count-quarantined",
    text: `SELECT count(*) AS waiting FROM (
        SELECT 1 FROM quarantined_reports q LEFT JOIN domains d ON d.id = q.domain_id WHERE ${inScope} LIMIT $3
      ) AS counted`,
    values: [organizationId, domainId, limit],
  });
  return Number(found.rows[0]?.waiting ?? 0);
}

/** `$1` is the organization, `$2` the domain or NULL. */
const inScope = `q.organization_id = $1
  AND CASE WHEN $2::uuid IS NULL THEN q.domain_id IS NULL OR d.verified_at IS NOT NULL ELSE q.domain_id = $2::uuid END`;

type Row = {
  id: string;
  domain: string | null;
  received_at: Date;
  road: Road;
  peer: string | null;
  file_name: string | null;
  reason: string;
  fault: Finding | null;
  size: number;
};

function summaryOf({ received_at, file_name, size, ...row }: Row): QuarantinedSummary {
  return { ...row, receivedAt: received_at, fileName: file_name, size: Number(size) };
}
