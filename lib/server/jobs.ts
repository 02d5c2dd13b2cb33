import { PgBoss } from "pg-boss";
import { domainsDue } from "#lib/db/domains/domains-due.ts";
import { cleanUp } from "#lib/services/clean-up.ts";
import type { Context } from "#lib/services/context.ts";
import { checkDue } from "#lib/services/domains/check-due.ts";
import { startFinder } from "./finder.ts";

const checkOne = "check-domain";
const cleaning = "clean-up";

/** How many domains that have come due a worker hands to the queue at a time. */
const domainsPerRound = 500;

/** Checks at a time: of one worker, and of one organization over all workers. */
const checksAtOnce = 12;
const checksPerOrganization = 8;

/** A worker that gives no sign for so long is dead; its checks go to another. */
const heartbeatSeconds = 15;

/** What has not gone in that time goes the next night. */
const cleaningMinutes = 60;

export type Jobs = { stop: () => Promise<void> };

/**
 * The continuous checks: every worker looks for domains that have come due, and any number of workers share them. The
 * queue holds a domain once at a time; a job whose worker died is handed to another.
 */
export async function startJobs(
  databaseUrl: string,
  context: () => Context,
  report: (error: unknown) => void,
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 4,
    application_name: "sealpost-jobs",
    superviseIntervalSeconds: heartbeatSeconds,
    monitorIntervalSeconds: heartbeatSeconds,
    queueCacheIntervalSeconds: heartbeatSeconds,
  });
  boss.on("error", report);
  await boss.start();
  await setUpQueues(boss);
  await boss.work<Due>(
    checkOne,
    {
      localConcurrency: checksAtOnce,
      groupConcurrency: checksPerOrganization,
      // As long as more are waiting than can be at work, nobody pauses between two.
      burstWhenReadyExceeds: checksAtOnce,
    },
    async ([job]) => {
      if (job) await checkDue(context(), job.data);
    },
  );
  await boss.work(cleaning, () => cleanUp(context(), cleaningMinutes * 60_000));
  await boss.schedule(cleaning, "17 3 * * *");
  const finder = startFinder(() => enqueueDue(boss, context()), report);
  return {
    stop: async () => {
      await finder.stop();
      await boss.stop({ graceful: true, timeout: 8_000 });
    },
  };
}

async function setUpQueues(boss: PgBoss): Promise<void> {
  const check = { retryLimit: 2, retryDelay: 10, expireInSeconds: 240, heartbeatSeconds };
  await boss.createQueue(checkOne, { policy: "exclusive", ...check });
  // What an earlier release created keeps its own settings otherwise.
  await boss.updateQueue(checkOne, check);
  const clean = { retryLimit: 0, expireInSeconds: (cleaningMinutes + 10) * 60 };
  await boss.createQueue(cleaning, { policy: "exclusive", ...clean });
  await boss.updateQueue(cleaning, clean);
}

type Due = { organization: string; domain: string };

async function enqueueDue(boss: PgBoss, context: Context): Promise<void> {
  const due = await domainsDue(context.db, context.now, domainsPerRound);
  if (due.length === 0) return;
  await boss.insert(
    checkOne,
    due.map(({ domainId, organizationId, organization, domain, turn }) => ({
      data: { organization, domain },
      singletonKey: domainId,
      group: { id: organizationId },
      // Organizations take turns in the queue too, where earlier rounds may still be waiting.
      priority: -turn,
    })),
  );
}
