import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { createNet, type Net } from "#lib/net/net.ts";
import { startJobs } from "#lib/server/jobs.ts";
import { makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { createWorld, type World } from "./mail-world/world.ts";

let db: Db;
let url: string;
let drop: () => Promise<void>;
let world: World;
let net: Net;

beforeAll(async () => {
  world = await createWorld();
  net = createNet({
    dnsServers: [world.dns],
    policyPort: world.policyPort,
    mx: { port: world.smtpPort, source: { kind: "direct" }, helloName: "probe.sealpost.example" },
    extraCaPems: [readFileSync(world.caFile, "utf8")],
    allowTargets: ["127.0.0.0/8"],
  });
});
afterAll(() => world.stop());
beforeEach(async () => {
  ({ db, url, drop } = await createTestDatabase());
  return () => drop();
});

const provider = ["mx1", "mx2", "mx3", "mx4", "mx5"].map((host) => `${host}.provider.test`);

test("a thousand domains that share five MX hosts are checked in one round with five looks at them", async () => {
  const names = await monitor(1_000);
  world.traffic.clear();
  const faults: unknown[] = [];
  const context = () => testContext(db, { kind: "system" }, { net, now: new Date() });
  const workers = await Promise.all([1, 2].map(() => startJobs(url, context, (error) => faults.push(error))));
  await allChecked(names.length);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(faults).toEqual([]);
  expect(world.traffic.smtp.map(({ host }) => host).toSorted()).toEqual(provider);
  const checks = await db.prisma.check.findMany({ select: { looks: true, evidence: true } });
  expect(checks).toHaveLength(names.length);
  expect(checks.every(({ looks }) => looks === 1)).toBe(true);
  for (const { evidence } of checks) {
    expect(evidence).toMatchObject({ mxProbes: { hosts: provider.map((host) => ({ host })), leftOut: [] } });
  }
}, 180_000);

test("a worker that is killed in mid-round loses no check", async () => {
  const names = await monitor(60);
  // Their name server answers late, so that the worker is at work on some of them whenever it dies.
  const silent = [{ name: "_mta-sts", type: "TXT" as const, fault: "timeout" as const }];
  for (const name of names.slice(0, 20)) await world.change(name, { dnsFaults: silent });
  const doomed = startWorker();
  await vi.waitFor(async () => expect(await claimedCount()).toBeGreaterThan(2), patience);
  doomed.kill("SIGKILL");
  await once(doomed, "exit");
  expect(await claimedCount()).toBeGreaterThan(0);
  expect(await checkedCount()).toBeLessThan(names.length);
  const heir = startWorker();
  await allChecked(names.length);
  heir.kill("SIGTERM");
  await once(heir, "exit");
  expect(await claimedCount()).toBe(0);
  expect(await db.prisma.check.count()).toBe(names.length);
}, 180_000);

const patience = { timeout: 170_000, interval: 50 };

/** Domains of one organization, all proven and due now. */
async function monitor(count: number): Promise<string[]> {
  const { organization } = await makeUser(db, "owner@example.com");
  const { id } = await db.prisma.organization.findUniqueOrThrow({ where: { slug: organization } });
  const names = Array.from({ length: count }, (_, index) => `customer${index}.example`);
  for (const name of names) {
    await world.publish(name, {
      mx: provider,
      tlsRpt: "v=TLSRPTv1; rua=mailto:tls@provider.test",
      policy: null,
    });
  }
  const due = { verifiedAt: new Date(), verifiedBy: "txt" as const, nextCheckAt: new Date() };
  const fixed = { organizationId: id, challenge: "0123456789abcdef0123456789abcdef", policyId: "1", ...due };
  const domains = await db.prisma.domain.createManyAndReturn({
    data: names.map((name) => ({ ...fixed, name })),
  });
  await db.prisma.reportAddress.createMany({
    data: domains.map(({ id: domainId }, index) => ({
      domainId,
      token: `token${String(index).padStart(20, "0")}`,
    })),
  });
  return names;
}

/** The real process, as `ROLE=worker` runs it, pointed at mail-world. */
function startWorker() {
  return fork("lib/server/intake-main.ts", {
    execPath: process.execPath,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      ...world.env,
      NODE_ENV: "production",
      ROLE: "worker",
      DATABASE_URL: url,
      AUTH_SECRET: "a secret that only this test knows, forty",
      LOG_LEVEL: "error",
    },
  });
}

async function checkedCount(): Promise<number> {
  return (await db.prisma.check.groupBy({ by: ["domainId"] })).length;
}

function claimedCount(): Promise<number> {
  return db.prisma.domain.count({ where: { checkClaim: { not: null } } });
}

async function allChecked(count: number): Promise<void> {
  await vi.waitFor(async () => expect(await checkedCount()).toBe(count), patience);
}
