import { PgBoss } from "pg-boss";
import { domainsDue } from "#lib/db/domains/domains-due.ts";
import type { Context } from "#lib/services/context.ts";
import { checkDomain } from "#lib/services/domains/check-domain.ts";

const findDue = "find-domains-due";
const checkOne = "check-domain";

/** A check older than this is due; well under the day after which a verdict calls it stale. */
const dueAfterMinutes = 55;
const domainsPerRound = 1_000;
const checksAtOnce = 4;

export type Jobs = { stop: () => Promise<void> };

/**
 * The continuous checks: every ten minutes one worker, whichever, finds the domains that are due, and any number of
 * workers share them. The queue holds a domain once at a time; a job whose worker died is handed to another.
 */
export async function startJobs(
  databaseUrl: string,
  context: () => Context,
  report: (error: unknown) => void,
): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 4, application_name: "sealpost-jobs" });
  boss.on("error", report);
  await boss.start();
  await boss.createQueue(findDue, { policy: "exclusive", retryLimit: 0, expireInSeconds: 300 });
  await boss.createQueue(checkOne, {
    policy: "exclusive",
    retryLimit: 2,
    retryDelay: 60,
    expireInSeconds: 120,
  });
  await boss.work(findDue, () => enqueueDue(boss, context()));
  await boss.work<Due>(checkOne, { localConcurrency: checksAtOnce }, async ([job]) => {
    if (job) await checkDomain(context(), job.data);
  });
  await boss.schedule(findDue, "*/10 * * * *");
  await boss.send(findDue);
  return { stop: () => boss.stop({ graceful: true, timeout: 8_000 }) };
}

type Due = { organization: string; domain: string };

async function enqueueDue(boss: PgBoss, context: Context): Promise<void> {
  const before = new Date(context.now.getTime() - dueAfterMinutes * 60_000);
  const due = await domainsDue(context.db, before, domainsPerRound);
  await boss.insert(
    checkOne,
    due.map(({ domainId, organization, domain, turn }) => ({
      data: { organization, domain },
      singletonKey: domainId,
      // Organizations take turns in the queue too, where earlier rounds may still be waiting.
      priority: -turn,
    })),
  );
}
