import type { PoolClient } from "pg";
import type { Trust } from "#lib/db/client.ts";
import { storableJson } from "#lib/db/storable-json.ts";
import { insertParts, insertReports } from "./insert-reports.ts";
import { type Contribution, type ReportRow, type StoreOutcome, trustRank } from "./report-row.ts";
import type { RollUpChange } from "./roll-ups.ts";

type Copy = { domain_id: string; id: string; report_key: Buffer; content_hash: Buffer; trust: Trust };
type LockedCopy = Copy & {
  counted: boolean;
  voucher: string;
  day: string;
  reporter: string;
  contribution: Contribution;
};
type Settled = { outcome: StoreOutcome; changes: RollUpChange[] };

/**
 * Decides what an arrival means whose report is there already: the same content again, the same now vouched for, or
 * a copy with other content. What nobody vouches for never takes the place of what somebody does.
 */
export async function settleKnown(
  client: PoolClient,
  rows: ReportRow[],
): Promise<{ outcomes: Map<string, StoreOutcome>; changes: RollUpChange[] }> {
  const outcomes = new Map<string, StoreOutcome>();
  const changes: RollUpChange[] = [];
  const copies = await copiesOf(client, rows);
  for (const row of rows) {
    const known = copies.get(nameOf(row.domainId, row.reportKey)) ?? [];
    const same = known.find((copy) => copy.content_hash.equals(row.contentHash));
    const settled =
      same && trustRank[same.trust] >= trustRank[row.trust]
        ? { outcome: { kind: "duplicate" as const, id: same.id }, changes: [] }
        : await settleChange(client, row);
    outcomes.set(row.id, settled.outcome);
    changes.push(...settled.changes);
  }
  return { outcomes, changes };
}

/** Without a lock, so that a flood of duplicates costs one read. */
async function copiesOf(client: PoolClient, rows: ReportRow[]): Promise<Map<string, Copy[]>> {
  if (rows.length === 0) return new Map();
  const found = await client.query<Copy>({
    name: "copies-of-reports",
    text: `SELECT r.domain_id, r.id, r.report_key, r.content_hash, r.trust
      FROM reports r JOIN unnest($1::uuid[], $2::bytea[]) AS k(domain_id, report_key)
        ON r.domain_id = k.domain_id AND r.report_key = k.report_key`,
    values: [rows.map((row) => row.domainId), rows.map((row) => row.reportKey)],
  });
  return Map.groupBy(found.rows, (copy) => nameOf(copy.domain_id, copy.report_key));
}

function nameOf(domainId: string, reportKey: Buffer): string {
  return `${domainId}:${reportKey.toString("base64")}`;
}

/** The rare way: decides anew, alone with the copies of this report. */
async function settleChange(client: PoolClient, row: ReportRow): Promise<Settled> {
  const known = await lockCopies(client, row);
  const same = known.find((copy) => copy.content_hash.equals(row.contentHash));
  const counted = known.find((copy) => copy.counted);
  if (same && trustRank[same.trust] >= trustRank[row.trust]) {
    return { outcome: { kind: "duplicate", id: same.id }, changes: [] };
  }
  const takesPlace = counted !== undefined && trustRank[row.trust] > trustRank[counted.trust];
  if (same) return upgrade(client, row, same, counted, takesPlace);
  if (!takesPlace) {
    await insertCopy(client, row, false);
    return { outcome: { kind: "conflicting", id: row.id }, changes: [] };
  }
  const withdrawn = await withdraw(client, counted);
  await insertCopy(client, row, true);
  return { outcome: { kind: "replaced", id: row.id }, changes: [withdrawn, { ...row, sign: 1 }] };
}

/**
 * Locks in a statement of its own: one that waits for a lock still looks at what was there before it waited, and
 * would miss the copy that the transaction before it has added.
 */
async function lockCopies(client: PoolClient, { domainId, reportKey }: ReportRow): Promise<LockedCopy[]> {
  const values = [domainId, reportKey];
  const where = "WHERE domain_id = $1 AND report_key = $2 ORDER BY id";
  await client.query({
    name: "lock-copies",
    text: `SELECT FROM reports ${where} FOR UPDATE`,
    values,
  });
  const locked = await client.query<LockedCopy>({
    name: "locked-copies",
    text: `SELECT domain_id, id, report_key, content_hash, trust, voucher, counted, day, reporter, contribution
      FROM reports ${where}`,
    values,
  });
  return locked.rows;
}

/** Counts must never be taken for a row that is not there: then the batch is tried anew. */
async function insertCopy(client: PoolClient, row: ReportRow, counted: boolean): Promise<void> {
  const inserted = await insertReports(client, [row], counted);
  if (inserted.has(row.id)) return insertParts(client, [row]);
  throw Object.assign(new Error("Another transaction stored the same copy."), { code: "40001" });
}

/** The same content with more trust: its counts move to the new trust; an uncounted copy may now take the place. */
async function upgrade(
  client: PoolClient,
  row: ReportRow,
  same: LockedCopy,
  counted: LockedCopy | undefined,
  takesPlace: boolean,
): Promise<Settled> {
  const changes: RollUpChange[] = [];
  if (same.counted) changes.push(changeOf(same, same, -1));
  else if (counted && takesPlace) changes.push(await withdraw(client, counted));
  const countsNow = same.counted || takesPlace;
  await client.query(
    `UPDATE reports SET trust = $3, trust_reason = $4, voucher = $5, mail = $6, road = $7, peer = $8, user_agent = $9,
        counted = $10
      WHERE domain_id = $1 AND id = $2`,
    [
      row.domainId,
      same.id,
      row.trust,
      row.trustReason,
      row.voucher ?? "",
      row.mail && JSON.stringify(storableJson(row.mail)),
      row.road,
      row.peer,
      row.userAgent,
      countsNow,
    ],
  );
  if (countsNow) changes.push(changeOf(same, row, 1));
  return { outcome: { kind: takesPlace && !same.counted ? "replaced" : "upgraded", id: same.id }, changes };
}

async function withdraw(client: PoolClient, copy: LockedCopy): Promise<RollUpChange> {
  await client.query("UPDATE reports SET counted = false WHERE domain_id = $1 AND id = $2", [
    copy.domain_id,
    copy.id,
  ]);
  return changeOf(copy, copy, -1);
}

function changeOf(
  copy: LockedCopy,
  { trust, voucher }: Pick<RollUpChange, "trust" | "voucher">,
  sign: 1 | -1,
): RollUpChange {
  const { domain_id: domainId, day, reporter, contribution } = copy;
  return { domainId, day, reporter, trust, voucher, sign, contribution };
}
