import { judgeRollout } from "#lib/core/rollout/judge-rollout.ts";
import { defaultRolloutSettings, type Verdict } from "#lib/core/rollout/rollout.ts";
import { addDays, utcDay } from "#lib/core/trend/day.ts";
import type { Domain } from "#lib/db/client.ts";
import { newestChecks, type StoredCheck } from "#lib/db/domains/newest-checks.ts";
import { unverifiedClosedUntil } from "#lib/db/reports/unverified-closed-until.ts";
import { dailyEvidence } from "#lib/db/trend/daily-evidence.ts";
import type { Context } from "#lib/services/context.ts";

export type Judged = { verdict: Verdict; check: StoredCheck | null };

/** Joins checks and reports into the verdict of each domain, with a few queries for all of them. The caller authorises. */
export async function judgeDomains(context: Context, domains: Domain[]): Promise<Map<string, Judged>> {
  const { db, now } = context;
  const ids = domains.map((domain) => domain.id);
  const from = addDays(utcDay(now), -defaultRolloutSettings.lookbackDays);
  const [checks, evidence, closed] = await Promise.all([
    newestChecks(db, ids),
    dailyEvidence(db, ids, from),
    unverifiedClosedUntil(db, ids, now),
  ]);
  return new Map(
    domains.map((domain) => {
      const check = checks.get(domain.id) ?? null;
      const verdict = judgeRollout({
        now,
        stage: domain.stage,
        check: check && {
          checkedAt: check.checkedAt,
          findings: check.posture.findings,
          parts: check.posture.parts,
        },
        settings: defaultRolloutSettings,
        days: evidence.get(domain.id) ?? [],
        testingSince: domain.stage === "testing" ? domain.stageSince : null,
        unverifiedClosedUntil: closed.get(domain.id) ?? null,
      });
      return [domain.id, { verdict, check }];
    }),
  );
}
