import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { createNet, type Net } from "#lib/net/net.ts";
import type { Actor } from "#lib/services/context.ts";
import { checkDomain, thorough } from "#lib/services/domains/check-domain.ts";
import { compareZone } from "#lib/services/domains/compare-zone.ts";
import { listChecks } from "#lib/services/domains/list-checks.ts";
import { listTimeline } from "#lib/services/domains/list-timeline.ts";
import { probeReportedFault } from "#lib/services/domains/probe-reported-fault.ts";
import { showCheck } from "#lib/services/domains/show-check.ts";
import { showStoredCheck } from "#lib/services/domains/show-stored-check.ts";
import { makeDomain, makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { healthy, withSecondMx } from "./mail-world/catalog/healthy.ts";
import { createWorld, type World } from "./mail-world/world.ts";

let db: Db;
let drop: () => Promise<void>;
let world: World;
let net: Net;
let owner: { userId: string; organization: string; actor: Actor };
let domain: string;
let round = 0;

beforeAll(async () => {
  [{ db, drop }, world] = await Promise.all([createTestDatabase(), createWorld()]);
  net = createNet({
    dnsServers: [world.dns],
    policyPort: world.policyPort,
    nameServerPort: world.dnsPort,
    mx: { port: world.smtpPort, source: { kind: "direct" }, helloName: "probe.sealpost.example" },
    extraCaPems: [readFileSync(world.caFile, "utf8")],
    allowTargets: ["127.0.0.0/8"],
  });
  owner = await makeUser(db, "owner@example.com");
});
afterAll(async () => {
  await Promise.all([world.stop(), drop()]);
});
beforeEach(async () => {
  round += 1;
  domain = `story${round}.example`;
  await world.publish(domain, healthy(domain));
  await makeDomain(db, owner.organization, domain);
});

const context = (actor = owner.actor) => testContext(db, actor, { net, now: new Date() });
const path = () => ({ organization: owner.organization, domain });

/** Everything anew: the minute that a host is left alone is over. */
async function check() {
  await db.pool.query("UPDATE mx_hosts SET probed_at = now() - interval '1 day', not_before = NULL");
  const checked = await checkDomain(context(), path(), thorough);
  if (!checked.ok) throw new Error(checked.code);
  return checked.value;
}

async function runs() {
  const listed = await listChecks(context(), path(), { before: null });
  if (!listed.ok) throw new Error(listed.code);
  return listed.value.runs.map(({ looks, parts }) => [looks, parts.mx]);
}

async function story() {
  const listed = await listTimeline(context(), path(), { before: null });
  if (!listed.ok) throw new Error(listed.code);
  const told = listed.value.entries.map(({ kind, subject }) =>
    subject ? `${kind} ${subject.replaceAll(domain, "D")}` : kind,
  );
  return told.toReversed();
}

const expired = () => withSecondMx({ certificate: "expired" })(domain);

test("what does not change is stored once, what changes is told once", async () => {
  await check();
  await check();
  await world.publish(domain, expired());
  await check();
  await check();
  await world.publish(domain, withSecondMx({ certificate: { validDays: 120 } })(domain));
  await check();
  expect(await runs()).toEqual([
    [1, "ok"],
    [2, "error"],
    [2, "ok"],
  ]);
  expect(await story()).toEqual([
    "first-check",
    "mx-certificate-changed mx2.D",
    "check-failing mx2.D",
    "mx-certificate-renewed mx2.D",
    "check-recovered mx2.D",
  ]);
});

test("a resolver that fails is no change, and no recovery", async () => {
  await world.publish(domain, expired());
  await check();
  const failing = [
    { name: "", type: "MX" as const, fault: "servfail" as const },
    { name: "_mta-sts", type: "TXT" as const, fault: "servfail" as const },
    { name: "_smtp._tls", type: "TXT" as const, fault: "servfail" as const },
  ];
  await world.publish(domain, { ...expired(), dnsFaults: failing });
  await check();
  await world.publish(domain, expired());
  await check();
  expect(await story()).toEqual(["first-check"]);
  expect(await runs()).toHaveLength(3);
});

test("records, policy and MX hosts that come, change and go are told with before and after", async () => {
  await check();
  await world.change(domain, {
    mx: [{ host: `mx1.${domain}` }, { host: `mx3.${domain}` }],
    mtaSts: "v=STSv1; id=2;",
  });
  await check();
  await world.change(domain, { tlsRpt: null });
  await check();
  const told = await story();
  for (const one of [
    "mx-added mx3.D",
    "mx-removed mx2.D",
    "mtasts-id-changed _mta-sts.D",
    "tlsrpt-removed _smtp._tls.D",
  ]) {
    expect(told.filter((line) => line === one)).toHaveLength(1);
  }
  const listed = await listTimeline(context(), path(), { before: null });
  const changed = listed.ok ? listed.value.entries.find(({ kind }) => kind === "mtasts-id-changed") : null;
  expect(changed).toMatchObject({ before: { id: "20260101T000000" }, after: { id: "2" } });
});

test("two that press the button at once share one check", async () => {
  const both = await Promise.all([1, 2].map(() => checkDomain(context(), path(), thorough)));
  expect(both.map((one) => one.ok && one.value.checkedAt.getTime())).toEqual([
    both[0]?.ok ? both[0].value.checkedAt.getTime() : 0,
    both[0]?.ok ? both[0].value.checkedAt.getTime() : 0,
  ]);
  expect(await runs()).toEqual([[1, "ok"]]);
});

test("each part is told as it comes home, and each MX host once", async () => {
  const steps: string[] = [];
  await checkDomain(context(), path(), {
    ...thorough,
    onStep: (step) => steps.push(step.step === "mxHost" ? `mxHost ${step.evidence.host}` : step.step),
  });
  expect(steps.toSorted()).toEqual(
    [
      "mtaSts",
      "mx",
      `mxHost mx1.${domain}`,
      `mxHost mx2.${domain}`,
      "ownership",
      "policy",
      "tlsRpt",
    ].toSorted(),
  );
  expect(steps.indexOf("mx")).toBeLessThan(steps.findIndex((step) => step.startsWith("mxHost")));
});

test("the page shows the newest check with the looks at its MX hosts, and each row of the history again", async () => {
  await check();
  const shown = await showCheck(context(), path());
  expect(shown).toMatchObject({
    ok: true,
    value: {
      check: { looks: 1, posture: { stage: "enforce" } },
      mxSource: "direct",
      running: false,
      mxHosts: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}` }],
    },
  });
  const id = shown.ok ? (shown.value.check?.id ?? "") : "";
  const stored = await showStoredCheck(context(), path(), id);
  expect(stored).toMatchObject({ ok: true, value: { id, evidence: { domain } } });
  const der = stored.ok ? stored.value.evidence.mxProbes?.hosts[0]?.looks[0]?.tls?.chain[0]?.der : null;
  expect(der).toBe("");
});

describe("the joined view", () => {
  const fault = (resultType: string, mxHost: string | null) => ({ resultType, mxHost });

  test("says whether what was reported is still there, and when reports can confirm a repair", async () => {
    await world.publish(domain, expired());
    const before = await probeReportedFault(
      context(),
      path(),
      fault("certificate-expired", `MX2.${domain}.`),
    );
    expect(before).toMatchObject({
      ok: true,
      value: {
        outcome: "probed",
        subjects: [{ host: `mx2.${domain}`, standing: { kind: "still-visible" } }],
      },
    });
    await world.publish(domain, healthy(domain));
    await db.pool.query("UPDATE mx_hosts SET probed_at = now() - interval '1 day', not_before = NULL");
    const after = await probeReportedFault(context(), path(), fault("certificate-expired", `mx2.${domain}`));
    expect(after).toMatchObject({ ok: true, value: { subjects: [{ standing: { kind: "not-visible" } }] } });
    const day = after.ok ? after.value.confirmation.firstFullDay : "";
    expect(new Date(`${day}T00:00:00Z`).getTime()).toBeGreaterThan(Date.now());
  });

  test("without a host it looks at the whole MX set", async () => {
    await world.publish(domain, expired());
    const probed = await probeReportedFault(context(), path(), fault("certificate-expired", null));
    const standings = probed.ok ? probed.value.subjects.map(({ standing }) => standing.kind) : [];
    expect(standings).toEqual(["not-visible", "still-visible"]);
  });

  test("a policy fault looks at the policy host", async () => {
    await world.change(domain, { policy: { mode: "enforce", certificate: "expired" } });
    const probed = await probeReportedFault(context(), path(), fault("sts-webpki-invalid", null));
    expect(probed).toMatchObject({
      ok: true,
      value: { subjects: [{ kind: "policy", standing: { kind: "still-visible" } }] },
    });
  });

  test("a name that is no MX of the domain is not dialled", async () => {
    world.traffic.clear();
    const probed = await probeReportedFault(
      context(),
      path(),
      fault("certificate-expired", "mx1.victim.example"),
    );
    expect(probed).toMatchObject({ ok: true, value: { outcome: "not-an-mx", subjects: [] } });
    expect(world.traffic.smtp).toEqual([]);
  });
});

test("a record that the resolver does not have yet is told from one that is not published", async () => {
  await world.change(domain, { resolverLags: ["_smtp._tls"] });
  const lagging = await compareZone(context(), path(), "tlsRpt");
  expect(lagging).toMatchObject({ ok: true, value: { judgement: { standing: "published-not-visible" } } });
  const there = await compareZone(context(), path(), "mtaSts");
  expect(there).toMatchObject({ ok: true, value: { judgement: { standing: "same" } } });
});

test("a viewer may look and not probe; a stranger sees nothing", async () => {
  const viewer = await makeUser(db, `viewer${round}@example.com`);
  await makeMember(db, viewer.userId, owner.organization, "viewer");
  const stranger = await makeUser(db, `stranger${round}@example.com`);
  const asked = (actor: Actor) =>
    Promise.all([
      showCheck(context(actor), path()),
      listTimeline(context(actor), path(), { before: null }),
      checkDomain(context(actor), path(), thorough),
      probeReportedFault(context(actor), path(), { resultType: null, mxHost: null }),
      compareZone(context(actor), path(), "tlsRpt"),
    ]);
  const codes = async (actor: Actor) =>
    (await asked(actor)).map((result) => (result.ok ? "ok" : result.code));
  expect(await codes(viewer.actor)).toEqual(["ok", "ok", "forbidden", "forbidden", "forbidden"]);
  expect(await codes(stranger.actor)).toEqual(Array(5).fill("not-found"));
});
