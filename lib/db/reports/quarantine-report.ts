import type { Finding } from "#lib/core/finding.ts";
import type { Db, Road } from "#lib/db/client.ts";
import { storableJson } from "#lib/db/storable-json.ts";

export type QuarantineRow = {
  organizationId: string;
  /** `null`: it names no domain of the organization. */
  domainId: string | null;
  id: string;
  receivedAt: Date;
  road: Road;
  peer: string | null;
  userAgent: string | null;
  /** Who delivers, as the road has established it; JSON. */
  credentials: object;
  fileName: string | null;
  reason: string;
  findings: Finding[];
  rawHash: Buffer;
  raw: Uint8Array;
};

/**
 * What the quarantine of one domain, or of what names none, holds at the most: a report address is public, so anybody
 * can fill it.
 */
export const quarantineHolds = { rows: 1000, octets: 67_108_864 };

/**
 * Keeps what could not be counted. `duplicate`: the same bytes are there already. `full`: the quarantine is, and
 * nothing was kept. The bytes go to the database only when there is room for them.
 */
export async function quarantineReport(db: Db, row: QuarantineRow): Promise<"stored" | "duplicate" | "full"> {
  const held = await db.pool.query<{ rows: bigint; octets: bigint; known: boolean }>({
    name: "quarantine-held",
    text: `SELECT count(*) AS rows, coalesce(sum(octet_length(raw)), 0)::bigint AS octets,
        coalesce(bool_or(raw_hash = $3), false) AS known
      FROM quarantined_reports WHERE organization_id = $1 AND domain_id IS NOT DISTINCT FROM $2`,
    values: [row.organizationId, row.domainId, row.rawHash],
  });
  const { rows = 0n, octets = 0n, known = false } = held.rows[0] ?? {};
  if (known) return "duplicate";
  const { rows: maxRows, octets: maxOctets } = quarantineHolds;
  if (rows >= maxRows || Number(octets) + row.raw.byteLength > maxOctets) return "full";
  const kept = await db.pool.query({
    name: "quarantine-report",
    text: `INSERT INTO quarantined_reports
        (organization_id, domain_id, id, received_at, road, peer, user_agent, credentials, file_name, reason,
         findings, raw_hash, raw)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING`,
    values: valuesOf(row),
  });
  return kept.rowCount === 1 ? "stored" : "duplicate";
}

function valuesOf(row: QuarantineRow): unknown[] {
  return [
    row.organizationId,
    row.domainId,
    row.id,
    row.receivedAt,
    row.road,
    row.peer,
    row.userAgent && storableJson(row.userAgent),
    JSON.stringify(storableJson(row.credentials)),
    row.fileName && storableJson(row.fileName),
    row.reason,
    JSON.stringify(storableJson(row.findings)),
    row.rawHash,
    Buffer.from(row.raw.buffer, row.raw.byteOffset, row.raw.byteLength),
  ];
}
