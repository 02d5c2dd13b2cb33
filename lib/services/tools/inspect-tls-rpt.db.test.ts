import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpsReach } from "#lib/core/evidence.ts";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { type Outside, testContext } from "#lib/services/testing/test-world.ts";
import { inspectTlsRpt } from "./inspect-tls-rpt.ts";
import { lookUpLimit } from "./open-look-up.ts";

let db: Db;
let drop: () => Promise<void>;
let clients = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());

/** Looks from an address of its own, so that no test uses up another one's looks. */
async function look(outside: Outside, domain = "a.example") {
  clients += 1;
  const context = testContext(db, { kind: "anonymous" }, { outside });
  const result = await inspectTlsRpt(context, { domain, peer: `192.0.2.${clients}` });
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

function record(rua: string, name = "_smtp._tls.a.example"): Outside {
  return { txt: { [name]: [`v=TLSRPTv1; rua=${rua}`] } };
}

const reached: HttpsReach = {
  kind: "reached",
  host: "in.a.example",
  address: "192.0.2.1",
  tls: null,
  timings: { dnsMs: 1, connectMs: 1, tlsMs: 1 },
};

describe("a look at a domain", () => {
  test("record and destinations, in the order of the record", async () => {
    const found = await look({
      ...record("https://in.a.example/tls,mailto:tls@b.example"),
      mx: { "b.example": [{ preference: 10, exchange: "mx.b.example" }] },
      https: { "in.a.example": reached },
    });
    expect(found).toMatchObject({ domain: "a.example", name: "_smtp._tls.a.example", outcome: "works" });
    expect(found.destinations.map(({ look: { kind }, state }) => [kind, state])).toEqual([
      ["https", "works"],
      ["mailto", "works"],
    ]);
  });

  test("a mail domain without MX is asked for its address", async () => {
    const { destinations } = await look({
      ...record("mailto:tls@b.example"),
      addresses: { "b.example": ["192.0.2.7"] },
    });
    expect(destinations.map(({ state }) => state)).toEqual(["works"]);
  });

  test.each([
    ["another port", "https://in.a.example:8443/tls"],
    ["an address instead of a name", "https://192.0.2.1/tls"],
  ])("%s is not knocked at", async (_what, uri) => {
    const { destinations } = await look(record(uri));
    expect(destinations).toMatchObject([{ state: "unknown", look: { reach: null } }]);
  });

  test("no more than six destinations are looked at, and none twice", async () => {
    const uris = Array.from({ length: 9 }, (_, index) => `mailto:tls@d${index}.example`);
    const { destinations } = await look(record([...uris, ...uris].join(",")));
    expect(destinations.map(({ look: { kind } }) => kind)).toEqual([
      ...Array<string>(6).fill("mailto"),
      ...Array<string>(3).fill("untried"),
    ]);
  });

  test("without a record, its likely wrong places are searched", async () => {
    const { outcome, findings } = await look(record("mailto:tls@a.example", "_smtp-tls.a.example"));
    expect([outcome, ...findings.map(({ code }) => code)]).toEqual([
      "absent",
      "tlsrpt-record-missing",
      "tlsrpt-name-misspelt",
    ]);
  });

  test("no answer is no verdict", async () => {
    expect(await look({ txt: { "_smtp._tls.a.example": "unreachable" } })).toMatchObject({
      outcome: "unknown",
    });
  });

  test("an internationalized name is asked for in A-labels", async () => {
    expect(await look({}, "BÜCHER.example")).toMatchObject({
      domain: "xn--bcher-kva.example",
      unicode: "bücher.example",
      name: "_smtp._tls.xn--bcher-kva.example",
    });
  });
});

describe("who may look", () => {
  const context = () => testContext(db, { kind: "anonymous" });
  const ask = (peer: string, domain = "a.example") => inspectTlsRpt(context(), { domain, peer });

  test("a text that is no domain costs nothing and says what was meant", async () => {
    for (let tries = 0; tries <= lookUpLimit.points; tries++) {
      expect(await ask("198.51.100.1", "https://a.example/x")).toEqual({
        ok: false,
        code: "invalid-name",
        data: { fault: "url", suggestion: "a.example" },
      });
    }
    expect(await ask("198.51.100.1")).toMatchObject({ ok: true });
  });

  test("a client has so many looks; with IPv6 its whole /64 is one client", async () => {
    const peers = Array.from(
      { length: lookUpLimit.points },
      (_, index) => `2001:db8:0:1::${index.toString(16)}`,
    );
    for (const peer of peers) expect(await ask(peer)).toMatchObject({ ok: true });
    expect(await ask("2001:db8:0:1:ffff::1")).toMatchObject({
      ok: false,
      code: "rate-limited",
      data: { seconds: expect.any(Number) },
    });
    expect(await ask("2001:db8:0:2::1")).toMatchObject({ ok: true });
  });
});
