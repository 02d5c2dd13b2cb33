import type { DailyEvidence, EvidenceFailure } from "#lib/core/rollout/rollout.ts";
import type { Db, Trust } from "#lib/db/client.ts";

type SessionsRow = {
  domain_id: string;
  day: string;
  reporter: string;
  trust: Trust;
  voucher: string;
  successful: string;
  under_policy: string;
  failed: string;
};
type FailuresRow = {
  domain_id: string;
  day: string;
  reporter: string;
  trust: Trust;
  voucher: string;
  failures: EvidenceFailure[];
};

/**
 * Rows per domain of reporters that nobody vouches for: whoever invents a thousand reporters makes no page slower.
 * Those with failures come first, since only failures of theirs bear on a verdict.
 */
const unverifiedRows = 500;

/** The same for the others, since a domain that vouches is cheap; far more than all the world's reporters say. */
const vouchedRows = 20_000;

/** What reporters said per day since `from` (inclusive), as the verdict wants it, for several domains at once. */
export async function dailyEvidence(
  db: Db,
  domainIds: string[],
  from: string,
): Promise<Map<string, DailyEvidence[]>> {
  if (domainIds.length === 0) return new Map();
  const values = [domainIds, from];
  const [sessions, failures] = await Promise.all([
    db.pool.query<SessionsRow>({ name: "evidence-sessions", text: sessionsSql, values }),
    db.pool.query<FailuresRow>({ name: "evidence-failures", text: failuresSql, values }),
  ]);
  const failuresOf = new Map(failures.rows.map((row) => [nameOf(row), row.failures]));
  return Map.groupBy(
    sessions.rows.map((row) => ({
      ...evidence(row, failuresOf.get(nameOf(row)) ?? []),
      domainId: row.domain_id,
    })),
    (row) => row.domainId,
  );
}

const sessionsSql = `SELECT * FROM (
    SELECT domain_id, day, reporter, trust, voucher, sum(successful)::text AS successful, sum(failed)::text AS failed,
      coalesce(sum(successful) FILTER (WHERE policy_type = 'sts'), 0)::text AS under_policy,
      row_number() OVER (PARTITION BY domain_id, trust = 'unverified' ORDER BY sum(failed) DESC, day DESC) AS n
    FROM daily_sessions WHERE domain_id = ANY($1::uuid[]) AND day >= $2::date
    GROUP BY domain_id, day, reporter, trust, voucher) rows
  WHERE n <= CASE WHEN trust = 'unverified' THEN ${unverifiedRows} ELSE ${vouchedRows} END`;

const failuresSql = `SELECT * FROM (
    SELECT domain_id, day, reporter, trust, voucher,
      jsonb_agg(jsonb_build_object('resultType', nullif(result_type, ''), 'policyType', policy_type,
        'mxHost', nullif(mx_host, ''), 'failedSessions', failed_sessions)) AS failures,
      row_number() OVER (PARTITION BY domain_id, trust = 'unverified' ORDER BY sum(failed_sessions) DESC, day DESC) AS n
    FROM daily_failures WHERE domain_id = ANY($1::uuid[]) AND day >= $2::date
    GROUP BY domain_id, day, reporter, trust, voucher) rows
  WHERE n <= CASE WHEN trust = 'unverified' THEN ${unverifiedRows} ELSE ${vouchedRows} END`;

function nameOf(row: Omit<FailuresRow, "failures">): string {
  return JSON.stringify([row.domain_id, row.day, row.reporter, row.trust, row.voucher]);
}

function evidence(row: SessionsRow, failures: EvidenceFailure[]): DailyEvidence {
  return {
    day: row.day,
    reporter: row.reporter,
    trust: row.trust,
    voucher: row.voucher === "" ? null : row.voucher,
    successful: Number(row.successful),
    successfulUnderPolicy: Number(row.under_policy),
    failed: Number(row.failed),
    failures,
  };
}
