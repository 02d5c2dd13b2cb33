import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { createNet } from "#lib/net/net.ts";
import { listDomains } from "#lib/services/domains/list-domains.ts";
import { showOverview } from "#lib/services/domains/show-overview.ts";
import { makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { createWorld, type World } from "../../e2e/mail-world/world.ts";
import { playScenario } from "./play-scenario.ts";
import { scenarioDomain, scenarios } from "./scenarios.ts";

let db: Db;
let drop: () => Promise<void>;
let world: World;
let organization: string;
const now = new Date("2026-06-15T09:00:00Z");

function context() {
  const net = createNet({
    dnsServers: [world.dns],
    policyPort: world.policyPort,
    extraCaPems: [readFileSync(world.caFile, "utf8")],
    allowTargets: ["127.0.0.0/8"],
  });
  return testContext(db, { kind: "system" }, { net, now });
}

beforeAll(async () => {
  [{ db, drop }, world] = await Promise.all([createTestDatabase(), createWorld()]);
  ({ organization } = await makeUser(db, "owner@example.com"));
  const played = context();
  for (const scenario of scenarios) await playScenario(played, world, organization, scenario);
}, 120_000);
afterAll(async () => {
  await Promise.all([world.stop(), drop()]);
});

describe("each scenario, lived through the real services, comes to its verdict", () => {
  test.each([
    ["healthy-enforce", "enforce", "keep", ["no-blocking-failures"]],
    ["testing-clean", "testing", "ready", ["enough-evidence"]],
    ["testing-expired-certificate", "testing", "stay", ["blocking-failures"]],
    ["policy-drift", "enforce", "go-back", ["mx-not-covered"]],
    ["no-reports", "testing", "stay", ["no-reports"]],
  ])("%s is in %s: %s", async (name, stage, advice, codes) => {
    const overview = await showOverview(context(), { organization, domain: scenarioDomain({ name }) }, 30);
    if (!overview.ok) throw new Error(overview.code);
    const { verdict, domain } = overview.value;
    expect(domain.stage).toBe(stage);
    expect(verdict.advice).toBe(advice);
    expect(verdict.reasons.map((reason) => reason.code)).toEqual(expect.arrayContaining(codes));
  });

  test("new-domain is not proven, and nothing but set-up is shown", async () => {
    const path = { organization, domain: "new-domain.example" };
    expect(await showOverview(context(), path, 30)).toMatchObject({ ok: false, code: "not-proven" });
  });

  test("the list shows them all, with a gap for today", async () => {
    const list = await listDomains(context(), { organization, after: null });
    if (!list.ok) throw new Error(list.code);
    expect(list.value.domains.map((row) => row.name)).toEqual(scenarios.map(scenarioDomain).sort());
    const clean = list.value.domains.find((row) => row.name === "testing-clean.example");
    expect(clean?.summary?.series.at(-1)).toMatchObject({ day: "2026-06-15", successful: null });
    expect(clean?.summary?.totals.failed).toBe(0);
  });

  test("every report is vouched for by its sender's address", async () => {
    expect(await db.prisma.report.count({ where: { trust: { not: "fcrdns" } } })).toBe(0);
  });
});
