import type { Pool, PoolClient } from "pg";
import { inRetriedTransaction } from "#lib/db/in-transaction.ts";
import { insertParts } from "./insert-reports.ts";
import { type Copy, planRewrite, type Rereading, type RewritePlan, type Rewritten } from "./plan-rewrite.ts";
import { applyToRollUps } from "./roll-ups.ts";

/**
 * Writes what is read today of stored reports of one domain in place of what was read of them before: report, results,
 * details and roll-ups in ONE transaction. Id, bytes, road and what vouches stay. What became of each, by id.
 */
export async function rewriteReports(
  pool: Pool,
  domainId: string,
  rereadings: Rereading[],
  now: Date,
): Promise<Map<string, Rewritten>> {
  return inRetriedTransaction(pool, async (client, begun) => {
    await begun;
    return rewrite(client, domainId, rereadings, now);
  });
}

async function rewrite(
  client: PoolClient,
  domainId: string,
  rereadings: Rereading[],
  now: Date,
): Promise<Map<string, Rewritten>> {
  const copies = await lockCopies(client, domainId, rereadings);
  const plan = planRewrite(copies, rereadings);
  const rewritten = rereadings.filter(({ id }) => plan.outcomes.get(id) === "rewritten");
  await stopCounting(client, domainId, plan);
  await handOverVouchers(client, domainId, plan);
  await updateReports(client, domainId, plan, rewritten);
  await client.query("DELETE FROM policy_results WHERE domain_id = $1 AND report_id = ANY($2::uuid[])", [
    domainId,
    rewritten.map(({ id }) => id),
  ]);
  await insertParts(
    client,
    rewritten.map(({ id, reading }) => ({ domainId, id, results: reading.results })),
  );
  await startCounting(client, domainId, plan);
  const changes = plan.rollUps.map((change) => ({ ...change, domainId }));
  await applyToRollUps(client, changes, now);
  return plan.outcomes;
}

/**
 * All copies of the reports as they were and as they are read now, locked in the order in which arrivals lock them. The
 * reading is a statement of its own: one that waited for a lock looks at what was there before it waited.
 */
async function lockCopies(client: PoolClient, domainId: string, rereadings: Rereading[]): Promise<Copy[]> {
  const ids = rereadings.map(({ id }) => id);
  const keys = rereadings.map(({ reading }) => reading.reportKey);
  const where = `WHERE domain_id = $1 AND report_key = ANY($3::bytea[]
    || ARRAY(SELECT report_key FROM reports WHERE domain_id = $1 AND id = ANY($2::uuid[])))`;
  const values = [domainId, ids, keys];
  await client.query(`SELECT FROM reports ${where} ORDER BY report_key, id FOR UPDATE`, values);
  const found = await client.query<Copy>(
    `SELECT id, encode(report_key, 'hex') AS "reportKey", encode(content_hash, 'hex') AS "contentHash", trust, voucher,
        counted, day, reporter, contribution
      FROM reports ${where} ORDER BY id`,
    values,
  );
  return found.rows;
}

/** Before anything moves: at every moment one copy of a report counts at the most. */
async function stopCounting(client: PoolClient, domainId: string, { changed }: RewritePlan): Promise<void> {
  const ids = changed.filter(isCountedAnew).map(({ before }) => before.id);
  const stopped = changed.filter(({ before, after }) => before.counted && !after.counted);
  await client.query("UPDATE reports SET counted = false WHERE domain_id = $1 AND id = ANY($2::uuid[])", [
    domainId,
    [...ids, ...stopped.map(({ before }) => before.id)],
  ]);
}

async function startCounting(client: PoolClient, domainId: string, { changed }: RewritePlan): Promise<void> {
  await client.query("UPDATE reports SET counted = true WHERE domain_id = $1 AND id = ANY($2::uuid[])", [
    domainId,
    changed.filter(isCountedAnew).map(({ after }) => after.id),
  ]);
}

/** It counts, and did not before, or as another report. */
function isCountedAnew({ before, after }: RewritePlan["changed"][number]): boolean {
  return after.counted && (!before.counted || before.reportKey !== after.reportKey);
}

async function handOverVouchers(
  client: PoolClient,
  domainId: string,
  { vouchers }: RewritePlan,
): Promise<void> {
  for (const { from, to } of vouchers) {
    await client.query(
      `UPDATE reports r SET trust = f.trust, trust_reason = f.trust_reason, voucher = f.voucher, mail = f.mail,
          road = f.road, peer = f.peer, user_agent = f.user_agent
        FROM reports f WHERE r.domain_id = $1 AND r.id = $3 AND f.domain_id = $1 AND f.id = $2`,
      [domainId, from, to],
    );
  }
}

/** Those that repeat another get their key alone; the others all that is read of them. */
async function updateReports(
  client: PoolClient,
  domainId: string,
  { changed, outcomes }: RewritePlan,
  rewritten: Rereading[],
): Promise<void> {
  const repeats = changed.filter(({ after }) => outcomes.get(after.id) === "repeats");
  await client.query(
    `UPDATE reports r SET report_key = k.report_key
      FROM unnest($2::uuid[], $3::bytea[]) AS k(id, report_key) WHERE r.domain_id = $1 AND r.id = k.id`,
    [
      domainId,
      repeats.map(({ after }) => after.id),
      repeats.map(({ after }) => Buffer.from(after.reportKey, "hex")),
    ],
  );
  await client.query(
    `UPDATE reports r SET report_key = n.report_key, content_hash = n.content_hash, reporter = n.reporter,
        report_id = n.report_id, contact_info = n.contact_info, start_at = n.start_at, end_at = n.end_at, day = n.day,
        successful = n.successful, failed = n.failed, findings = n.findings::jsonb,
        contribution = n.contribution::jsonb
      FROM unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
        $9::timestamptz[], $10::date[], $11::bigint[], $12::bigint[], $13::text[], $14::text[])
        AS n(id, report_key, content_hash, reporter, report_id, contact_info, start_at, end_at, day, successful,
          failed, findings, contribution)
      WHERE r.domain_id = $1 AND r.id = n.id`,
    [domainId, ...readingColumns(rewritten)],
  );
}

function readingColumns(rows: Rereading[]): unknown[][] {
  const column = <T>(pick: (reading: Rereading["reading"]) => T) => rows.map(({ reading }) => pick(reading));
  return [
    rows.map(({ id }) => id),
    column((r) => r.reportKey),
    column((r) => r.contentHash),
    column((r) => r.reporter),
    column((r) => r.reportId),
    column((r) => r.contactInfo),
    column((r) => r.startAt),
    column((r) => r.endAt),
    column((r) => r.day),
    column((r) => r.successful),
    column((r) => r.failed),
    column((r) => JSON.stringify(r.findings)),
    column((r) => JSON.stringify(r.contribution)),
  ];
}
