import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MxHostEvidence, ZoneView } from "#lib/core/evidence.ts";
import { mxHost, secured } from "#lib/core/joined/testing/mx-look.ts";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { type Outside, servedPolicy, testContext } from "#lib/services/testing/test-world.ts";
import { inspectMtaSts, startMtaStsInspection } from "./inspect-mta-sts.ts";
import { lookUpMx } from "./look-up-mx.ts";
import { maxToolHosts } from "./start-mx-probes.ts";

let db: Db;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());

const policy = "version: STSv1\r\nmode: enforce\r\nmx: mx1.a.example\r\nmax_age: 2592000\r\n";

const outside: Outside = {
  txt: {
    "_mta-sts.a.example": ["v=STSv1; id=20260101000000Z;"],
    "_smtp._tls.a.example": ["v=TLSRPTv1; rua=mailto:tls@a.example"],
    "mta-sts.stray.example": ["v=STSv1; id=1;"],
    "_mta-sts.dark.example": "unreachable",
  },
  mx: {
    "a.example": [
      { preference: 10, exchange: "mx1.a.example" },
      { preference: 20, exchange: "mx2.a.example" },
    ],
    "stray.example": [{ preference: 10, exchange: "mx.stray.example" }],
    "dark.example": [{ preference: 10, exchange: "mx.dark.example" }],
  },
  addresses: { "mta-sts.a.example": ["192.0.2.10"] },
  policies: { "a.example": servedPolicy("a.example", policy) },
};

let round = 0;

/** Each look from an address of its own, so that the limit does not bind them. */
function peer() {
  round += 1;
  return `192.0.2.${round}`;
}

const context = () => testContext(db, { kind: "anonymous" }, { outside });

async function inspect(domain: string) {
  const result = await inspectMtaSts(context(), { domain, peer: peer() });
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

test("a domain is seen as a sender sees it", async () => {
  const seen = await inspect("A.example.");
  expect(seen).toMatchObject({
    domain: "a.example",
    name: "_mta-sts.a.example",
    policyHost: { kind: "found", records: ["192.0.2.10"] },
    inspection: { outcome: "enforce-gaps", reporting: "present", record: { chosen: 0 } },
  });
  expect(seen.inspection.mx.coverage.map(({ host, coverage }) => [host, coverage])).toEqual([
    ["mx1.a.example", "exact"],
    ["mx2.a.example", "uncovered"],
  ]);
});

/** A host as it shows itself in March 2026. */
function shown(host: string, notAfter = "2026-12-31T23:59:59.000Z"): MxHostEvidence {
  return mxHost({ host, looks: [secured("192.0.2.25", { dnsNames: [host], notAfter })] });
}

describe("MX hosts", () => {
  const hosts = ["mx1.met.example", "mx2.met.example"];
  const met: Outside = {
    txt: { "_mta-sts.met.example": ["v=STSv1; id=1;"] },
    mx: { "met.example": hosts.map((exchange, index) => ({ preference: index, exchange })) },
    policies: {
      "met.example": servedPolicy(
        "met.example",
        `version: STSv1\nmode: enforce\nmx: ${hosts.join("\nmx: ")}\nmax_age: 2592000\n`,
      ),
    },
    mxHosts: {
      "mx1.met.example": shown("mx1.met.example"),
      "mx2.met.example": shown("mx2.met.example", "2026-03-01T00:00:00.000Z"),
    },
  };
  const start = async (world: Outside, rest: { domain?: string; zone?: boolean } = {}) => {
    const from = testContext(db, { kind: "anonymous" }, { outside: world });
    const started = await startMtaStsInspection(from, { domain: "met.example", peer: peer(), ...rest });
    if (!started.ok) throw new Error(started.code);
    return started.value;
  };

  test("come one by one, and the verdict takes in what they showed", async () => {
    const started = await start(met);
    expect(started.inspection.outcome).toBe("enforce");
    expect(started.mx.hosts.map(({ host }) => host)).toEqual(hosts);
    expect(await started.mx.hosts[1]?.evidence).toMatchObject({ host: "mx2.met.example" });
    const { inspection } = await started.whole;
    expect(inspection.outcome).toBe("enforce-failing");
    expect(inspection.mx.findings.map(({ code, subject }) => [code, subject])).toEqual([
      ["mx-certificate-expired", "mx2.met.example"],
    ]);
  });

  test("are left alone where probes are off, and then nothing is known of them", async () => {
    const { mxHosts: _none, ...off } = met;
    const started = await start(off);
    expect(started.mx).toMatchObject({ source: "off", hosts: [] });
    const { inspection } = await started.whole;
    expect(inspection.outcome).toBe("enforce");
    expect(inspection.mx.deliveries.map(({ standing }) => standing)).toEqual(["unknown", "unknown"]);
    expect(inspection.mx.findings.map(({ code }) => code)).toEqual(["mx-probes-off"]);
  });

  test("are met a few at most, however many a zone names", async () => {
    const many = Array.from({ length: 9 }, (_, index) => `mx${index}.many.example`);
    const mx = { "many.example": many.map((exchange) => ({ preference: 10, exchange })) };
    const { mx: started, whole } = await start({ mx, mxHosts: {} }, { domain: "many.example" });
    expect(started.hosts).toHaveLength(maxToolHosts);
    expect((await whole).look.mxProbes?.leftOut).toEqual(many.slice(maxToolHosts));
  });
});

test("the zone’s own name servers are asked on demand", async () => {
  const view: ZoneView = { name: "_mta-sts.a.example", zone: "a.example", answers: [] };
  const asked = { ...context(), net: { ...context().net, viewZone: async () => view } };
  const inspected = await inspectMtaSts(asked, { domain: "a.example", zone: true, peer: peer() });
  expect(inspected).toMatchObject({
    ok: true,
    value: { zone: { view, judgement: { standing: "unknown" } } },
  });
  expect(await inspect("a.example")).toMatchObject({ zone: null });
});

test("a record at the wrong name is found", async () => {
  const { inspection } = await inspect("stray.example");
  expect(inspection.outcome).toBe("absent");
  expect(inspection.record.findings.map(({ code }) => code)).toEqual([
    "mtasts-record-missing",
    "mtasts-name-misspelt",
  ]);
});

test("a look-up that failed is unknown, never absent", async () => {
  const { inspection } = await inspect("dark.example");
  expect(inspection.outcome).toBe("unknown");
});

test("what is no domain is refused before anything is asked", async () => {
  const result = await inspectMtaSts(context(), { domain: "mta-sts.a.example", peer: peer() });
  expect(result).toEqual({
    ok: false,
    code: "invalid-name",
    data: { fault: "underscore-name", suggestion: "a.example" },
  });
});

test("a client’s looks run out, whichever tool it uses", async () => {
  const from = peer();
  for (let look = 0; look < 15; look++) {
    await inspectMtaSts(context(), { domain: "a.example", peer: from });
    await lookUpMx(context(), { domain: "a.example", peer: from });
  }
  for (const look of [inspectMtaSts, lookUpMx]) {
    expect(await look(context(), { domain: "a.example", peer: from })).toMatchObject({
      ok: false,
      code: "rate-limited",
    });
  }
});

test.each([
  ["a.example", { kind: "published", id: "20260101000000Z", policy: { mode: "enforce" } }, "found"],
  ["stray.example", { kind: "none" }, "found"],
  ["dark.example", { kind: "unknown" }, "found"],
  ["gone.example", { kind: "none" }, "no-domain"],
])("what a policy for %s is made from", async (domain, published, mail) => {
  const result = await lookUpMx(context(), { domain, peer: peer() });
  expect(result).toMatchObject({ ok: true, value: { domain, published, mail: { kind: mail } } });
});
