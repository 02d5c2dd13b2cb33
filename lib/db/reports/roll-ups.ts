import type { PoolClient } from "pg";
import { bigints, integers, texts, uuids } from "#lib/db/array-parameters.ts";
import type { Trust } from "#lib/db/client.ts";
import { sentTogether } from "#lib/db/sent-together.ts";
import type { Contribution } from "./report-row.ts";

/** One report's contribution, added to the roll-ups or, with `sign: -1`, taken out of them. */
export type RollUpChange = {
  domainId: string;
  day: string;
  reporter: string;
  trust: Trust;
  voucher: string | null;
  sign: 1 | -1;
  contribution: Contribution;
};

/** Keeps a roll-up's key inside PostgreSQL's limit for index rows; longer names share their first 200 characters. */
export const keyLength = 200;

/** Applies all changes, set-based. Rows are sorted by key, so that concurrent batches of arrivals never deadlock. */
export async function applyToRollUps(client: PoolClient, changes: RollUpChange[], now: Date): Promise<void> {
  const added = changes.filter((change) => change.sign > 0);
  const taken = changes.filter((change) => change.sign < 0);
  if (taken.length > 0) await takeFromRollUps(client, taken);
  await sentTogether([
    upsertSessions(client, sessionSums(added), now),
    upsertFailures(client, failureSums(added)),
  ]);
}

type SessionSum = Key & { policyType: string; reports: number; successful: number; failed: number };
type FailureSum = Key & { policyType: string; resultType: string; mxHost: string; failedSessions: number };
type Key = { domainId: string; day: string; reporter: string; trust: Trust; voucher: string };

function sessionSums(changes: RollUpChange[]): SessionSum[] {
  const sums = new Map<string, SessionSum>();
  for (const change of changes) {
    for (const session of change.contribution.sessions) {
      const key = { ...keyOf(change), policyType: clip(session.policyType) };
      const sum = entry(sums, key, { reports: 0, successful: 0, failed: 0 });
      sum.reports += 1;
      sum.successful += session.successful;
      sum.failed += session.failed;
    }
  }
  return sorted(sums);
}

function failureSums(changes: RollUpChange[]): FailureSum[] {
  const sums = new Map<string, FailureSum>();
  for (const change of changes) {
    for (const failure of change.contribution.failures) {
      const key = {
        ...keyOf(change),
        policyType: clip(failure.policyType),
        resultType: clip(failure.resultType ?? ""),
        mxHost: clip(failure.mxHost ?? ""),
      };
      entry(sums, key, { failedSessions: 0 }).failedSessions += failure.failedSessions;
    }
  }
  return sorted(sums);
}

function keyOf({ domainId, day, reporter, trust, voucher }: RollUpChange): Key {
  return { domainId, day, reporter: clip(reporter), trust, voucher: voucher ?? "" };
}

/** Cuts at 200 UTF-16 units without leaving half a surrogate pair, which UTF-8 cannot hold. */
function clip(text: string): string {
  return text.length <= keyLength ? text : text.slice(0, keyLength).toWellFormed();
}

function entry<K extends object, V extends object>(sums: Map<string, K & V>, key: K, zero: V): K & V {
  const name = Object.values(key).join("\0");
  const found = sums.get(name);
  if (found) return found;
  const made = { ...key, ...zero };
  sums.set(name, made);
  return made;
}

function sorted<T>(sums: Map<string, T>): T[] {
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

async function upsertSessions(client: PoolClient, rows: SessionSum[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: "upsert-daily-sessions",
    text: `INSERT INTO daily_sessions AS d
        (domain_id, day, reporter, trust, voucher, policy_type, reports, successful, failed, updated_at)
      SELECT r.*, $10::timestamptz
      FROM unnest($1::uuid[], $2::text[]::date[], $3::text[], $4::text[]::trust[], $5::text[], $6::text[], $7::int[],
        $8::bigint[], $9::bigint[]) AS r
      ON CONFLICT (domain_id, day, reporter, trust, voucher, policy_type) DO UPDATE SET
        reports = d.reports + excluded.reports,
        successful = d.successful + excluded.successful,
        failed = d.failed + excluded.failed,
        updated_at = excluded.updated_at`,
    values: [...sessionColumns(rows), now],
  });
}

async function upsertFailures(client: PoolClient, rows: FailureSum[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: "upsert-daily-failures",
    text: `INSERT INTO daily_failures AS d
        (domain_id, day, reporter, trust, voucher, policy_type, result_type, mx_host, failed_sessions)
      SELECT * FROM unnest($1::uuid[], $2::text[]::date[], $3::text[], $4::text[]::trust[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::bigint[])
      ON CONFLICT (domain_id, day, reporter, trust, voucher, policy_type, result_type, mx_host) DO UPDATE SET
        failed_sessions = d.failed_sessions + excluded.failed_sessions`,
    values: failureColumns(rows),
  });
}

function keyColumns(rows: Key[]): Buffer[] {
  return [
    uuids(rows.map((r) => r.domainId)),
    texts(rows.map((r) => r.day)),
    texts(rows.map((r) => r.reporter)),
    texts(rows.map((r) => r.trust)),
    texts(rows.map((r) => r.voucher)),
  ];
}

/** Takes counts out, then drops the rows that no report stands behind any more: no data is not zero. */
async function takeFromRollUps(client: PoolClient, changes: RollUpChange[]): Promise<void> {
  const sessions = sessionSums(changes);
  await client.query(
    `UPDATE daily_sessions d SET reports = d.reports - k.reports, successful = d.successful - k.successful,
        failed = d.failed - k.failed
      FROM unnest($1::uuid[], $2::text[]::date[], $3::text[], $4::text[]::trust[], $5::text[], $6::text[], $7::int[],
        $8::bigint[], $9::bigint[]) AS k(domain_id, day, reporter, trust, voucher, policy_type, reports, successful, failed)
      WHERE (d.domain_id, d.day, d.reporter, d.trust, d.voucher, d.policy_type)
        = (k.domain_id, k.day, k.reporter, k.trust, k.voucher, k.policy_type)`,
    sessionColumns(sessions),
  );
  const failures = failureSums(changes);
  await client.query(
    `UPDATE daily_failures d SET failed_sessions = d.failed_sessions - k.failed_sessions
      FROM unnest($1::uuid[], $2::text[]::date[], $3::text[], $4::text[]::trust[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::bigint[]) AS k(domain_id, day, reporter, trust, voucher, policy_type, result_type, mx_host, failed_sessions)
      WHERE (d.domain_id, d.day, d.reporter, d.trust, d.voucher, d.policy_type, d.result_type, d.mx_host)
        = (k.domain_id, k.day, k.reporter, k.trust, k.voucher, k.policy_type, k.result_type, k.mx_host)`,
    failureColumns(failures),
  );
  for (const emptied of [
    "daily_sessions t WHERE t.reports = 0",
    "daily_failures t WHERE t.failed_sessions = 0",
  ]) {
    await client.query(
      `DELETE FROM ${emptied} AND (t.domain_id, t.day, t.reporter, t.trust, t.voucher) IN
        (SELECT * FROM unnest($1::uuid[], $2::text[]::date[], $3::text[], $4::text[]::trust[], $5::text[]))`,
      keyColumns(sessions),
    );
  }
}

function sessionColumns(rows: SessionSum[]): Buffer[] {
  return [
    ...keyColumns(rows),
    texts(rows.map((r) => r.policyType)),
    integers(rows.map((r) => r.reports)),
    bigints(rows.map((r) => r.successful)),
    bigints(rows.map((r) => r.failed)),
  ];
}

function failureColumns(rows: FailureSum[]): Buffer[] {
  return [
    ...keyColumns(rows),
    texts(rows.map((r) => r.policyType)),
    texts(rows.map((r) => r.resultType)),
    texts(rows.map((r) => r.mxHost)),
    bigints(rows.map((r) => r.failedSessions)),
  ];
}
