import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { type Outside, servedPolicy, testContext } from "#lib/services/testing/test-world.ts";
import { inspectMtaSts } from "./inspect-mta-sts.ts";
import { lookUpMx } from "./look-up-mx.ts";

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
