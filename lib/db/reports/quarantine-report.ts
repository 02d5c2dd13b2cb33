import type { Finding } from "#lib/core/finding.ts";
import type { Db, Road, Trust } from "#lib/db/client.ts";
import { storableJson } from "#lib/db/storable-json.ts";

export type QuarantineRow = {
  domainId: string;
  id: string;
  receivedAt: Date;
  road: Road;
  trust: Trust;
  peer: string | null;
  reason: string;
  findings: Finding[];
  rawHash: Buffer;
  raw: Uint8Array;
};

/** What one domain's quarantine holds at the most: its address is public, so anybody can fill it. */
const maxHeld = { rows: 1000, octets: 67_108_864 };

/**
 * Keeps what could not be counted. `duplicate`: the same bytes are there already. `full`: the domain's quarantine
 * is, and nothing was kept. The bytes go to the database only when there is room for them.
 */
export async function quarantineReport(db: Db, row: QuarantineRow): Promise<"stored" | "duplicate" | "full"> {
  const held = await db.pool.query<{ rows: bigint; octets: bigint; known: boolean }>({
    name: "quarantine-held",
    text: `SELECT count(*) AS rows, coalesce(sum(octet_length(raw)), 0)::bigint AS octets,
        coalesce(bool_or(raw_hash = $2), false) AS known
      FROM quarantined_reports WHERE domain_id = $1`,
    values: [row.domainId, row.rawHash],
  });
  const { rows = 0n, octets = 0n, known = false } = held.rows[0] ?? {};
  if (known) return "duplicate";
  if (rows >= maxHeld.rows || Number(octets) + row.raw.byteLength > maxHeld.octets) return "full";
  const kept = await db.pool.query({
    name: "quarantine-report",
    text: `INSERT INTO quarantined_reports
        (domain_id, id, received_at, road, trust, peer, reason, findings, raw_hash, raw)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    values: [
      row.domainId,
      row.id,
      row.receivedAt,
      row.road,
      row.trust,
      row.peer,
      row.reason,
      JSON.stringify(storableJson(row.findings)),
      row.rawHash,
      Buffer.from(row.raw.buffer, row.raw.byteOffset, row.raw.byteLength),
    ],
  });
  return kept.rowCount === 1 ? "stored" : "duplicate";
}
