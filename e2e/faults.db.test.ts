import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addDays, utcDay } from "#lib/core/trend/day.ts";
import { createDb, type Db } from "#lib/db/client.ts";
import type { TestDnsServer } from "#lib/net/testing/dns-server.ts";
import { makeDomain, makeUser } from "#lib/services/testing/test-world.ts";
import { type Chance, createChance } from "./support/faults/chance.ts";
import { type IntakeToKill, startIntakeToKill } from "./support/faults/intake-to-kill.ts";
import { type Days, numberedReport } from "./support/faults/numbered-report.ts";
import { type PostgresToKill, startPostgresToKill } from "./support/faults/postgres-to-kill.ts";
import { reporterAddresses, startReporterNames } from "./support/faults/reporter-names.ts";
import { type Load, type Manner, startSenders } from "./support/faults/senders.ts";
import { rollUpTotals, storedReports, wrongRollUps } from "./support/faults/stored-sums.ts";

/** For longer runs: `FAULT_ROUNDS=500 FAULT_SEED=7 vitest run --project database e2e/faults`. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 20);
const seed = Number(process.env.FAULT_SEED ?? 1);

const domains = Array.from({ length: 40 }, (_, index) => `customer${index}.example`);
const today = utcDay(new Date());
const days: Days = [addDays(today, -1), addDays(today, -2), addDays(today, -3)];

let postgres: PostgresToKill;
let names: TestDnsServer;
let intakes: [IntakeToKill, IntakeToKill];
let db: Db;
let tokens: string[];

beforeAll(async () => {
  [postgres, names] = await Promise.all([startPostgresToKill(), startReporterNames()]);
  const env = {
    DATABASE_URL: postgres.url,
    DNS_SERVERS: names.address,
    TRUSTED_PROXIES: "127.0.0.1",
    AUTH_SECRET: "a secret that only this test knows, forty",
  };
  intakes = await Promise.all([startIntakeToKill(env), startIntakeToKill(env)]);
  db = createDb(postgres.url, { maxConnections: 2 });
  const { organization } = await makeUser(db, "owner@example.com");
  tokens = [];
  for (const name of domains) tokens.push((await makeDomain(db, organization, name)).token);
}, 120_000);
afterAll(async () => {
  await Promise.all(intakes.map((intake) => intake.stop()));
  await names.close();
  await db.close();
  await postgres.remove();
});
beforeEach(async () => {
  await db.pool.query("TRUNCATE reports, daily_sessions, daily_failures, rate_limits CASCADE");
});

const reportOf = (number: number) => numberedReport(number, domains, days);

test.each<Manner>(["scattered", "mirrored"])(
  "reports that are %s over two processes are stored and counted once, whatever is killed",
  async (manner) => {
    const chance = createChance(seed);
    const begun = Date.now();
    const [first, second] = intakes;
    const load = startSenders({
      manner,
      seed,
      connections: 32,
      urls: [first.url, second.url],
      tokens,
      peers: ["198.51.100.1", "198.51.100.2", "203.0.113.7", ...reporterAddresses],
      reportOf,
    });
    const killed = await killAtRandom(load, chance);
    await load.finish();
    const sent = new Map(load.acknowledgements.map(({ report }) => [report.reportId, report]));
    tell(manner, { load, killed, reports: sent.size, ms: Date.now() - begun });

    const stored = await storedReports(db);
    const rows = new Map(stored.map((row) => [row.report_id, row]));
    const lost = load.acknowledgements.filter(({ report, id }) => rows.get(report.reportId)?.id !== id);
    expect(lost.map(({ report }) => report.reportId)).toEqual([]);
    expect(stored.map((row) => row.report_id).toSorted()).toEqual([...sent.keys()].toSorted());
    const torn = stored.filter(
      (row) => row.results !== 1 || row.details !== sent.get(row.report_id)?.details,
    );
    expect(torn).toEqual([]);
    expect(stored.filter((row) => !row.counted)).toEqual([]);
    const sum = (of: "successful" | "failed") =>
      [...sent.values()].reduce((all, report) => all + report[of], 0);
    expect(await rollUpTotals(db)).toEqual({
      reports: sent.size,
      successful: sum("successful"),
      failed: sum("failed"),
      failures: sum("failed"),
    });
    expect(await wrongRollUps(db)).toEqual([]);
  },
  60_000 + rounds * 30_000,
);

type Victim = "first process" | "second process" | "database";

/** Kills one of them in each round, somewhere in the middle of the load. */
async function killAtRandom(load: Load, chance: Chance): Promise<Map<Victim, number>> {
  const [first, second] = intakes;
  const victims = { "first process": first, "second process": second, database: postgres };
  const killed = new Map<Victim, number>();
  for (let round = 0; round < rounds; round += 1) {
    await load.acknowledged(load.acknowledgements.length + chance.between(30, 300));
    await pause(chance.between(0, 40)); // away from the moment of an answer
    const victim = chance.percent(50)
      ? "database"
      : chance.pick(["first process", "second process"] as const);
    await victims[victim].crash();
    killed.set(victim, (killed.get(victim) ?? 0) + 1);
  }
  await load.acknowledged(load.acknowledgements.length + 100);
  return killed;
}

function tell(
  manner: Manner,
  { load, killed, reports, ms }: { load: Load; killed: Map<Victim, number>; reports: number; ms: number },
): void {
  const { deliveries, refusedForNow, cutOff, alreadyKnown } = load.tally;
  const kills = [...killed].map(([victim, count]) => `${victim} ${count}×`).join(", ");
  console.log(
    `${manner}, seed ${seed}: killed ${kills} in ${(ms / 1000).toFixed(1)} s. ${reports} reports in ` +
      `${deliveries} deliveries: ${load.acknowledgements.length} acknowledged, ${alreadyKnown} of them as known, ` +
      `${refusedForNow} refused for now, ${cutOff} cut off.`,
  );
}
