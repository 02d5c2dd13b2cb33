import { setTimeout as pause } from "node:timers/promises";
import {
  domainsToForget,
  forgetQuarantined,
  forgetReports,
  forgetTestReports,
} from "#lib/db/reports/forget-reports.ts";
import type { Context } from "#lib/services/context.ts";

export type Forgotten = {
  reports: number;
  quarantined: number;
  testReports: number;
  /** `false`: time was up before all of it had gone; the next run goes on. */
  finished: boolean;
};

/** Rows of one transaction: small enough that nobody notices it. */
const batch = 1_000;
const domainsPerPage = 1_000;
const testReportDays = 30;

/**
 * Deletes what is older than each organization keeps it: reports by their day, arrivals in quarantine by their
 * arrival, test reports after a month. Roll-ups stay. It rests between two batches for as long as the last one took,
 * and ends after `forMs`.
 */
export async function forgetOld({ db, now }: Context, forMs: number): Promise<Forgotten> {
  const endAt = performance.now() + forMs;
  const isTimeUp = () => performance.now() >= endAt;
  const empty = (forget: () => Promise<number>) => untilEmpty(forget, isTimeUp);
  let reports = 0;
  for (let after: string | null = null; !isTimeUp(); ) {
    const page = await domainsToForget(db, now, { after, limit: domainsPerPage });
    for (const domain of page.domains) reports += await empty(() => forgetReports(db, domain, batch));
    if (page.next === null) break;
    after = page.next;
  }
  const quarantined = await empty(() => forgetQuarantined(db, now, batch));
  const testReports = await empty(() => forgetTestReports(db, now, { days: testReportDays, limit: batch }));
  return { reports, quarantined, testReports, finished: !isTimeUp() };
}

async function untilEmpty(forget: () => Promise<number>, isTimeUp: () => boolean): Promise<number> {
  let all = 0;
  while (!isTimeUp()) {
    const begun = performance.now();
    const gone = await forget();
    all += gone;
    if (gone < batch) break;
    await pause(performance.now() - begun);
  }
  return all;
}
