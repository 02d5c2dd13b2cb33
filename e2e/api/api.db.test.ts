import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { methods } from "../../app/api/v1/_edge/methods.ts";
import { registry } from "../../app/api/v1/_operations/registry.ts";
import { type ApiWorld, createApiWorld, keyOf } from "./api-world.ts";
import type { Asking } from "./ask.ts";

const now = new Date("2026-03-10T12:00:00Z");

let world: ApiWorld;

beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.drop());

function addDomain(name: unknown, asking: Asking = {}) {
  const headers = { "content-type": "application/json" };
  return world.post("/domains", JSON.stringify({ name }), { headers, ...asking });
}

describe("keys", () => {
  test.each([
    ["none", {}, 'Bearer realm="Sealpost"'],
    ["another scheme", { authorization: "Basic c2xwOg==" }, 'Bearer realm="Sealpost"'],
    ["an unknown key", { authorization: "Bearer slp_nobodys" }, expect.stringContaining("invalid_token")],
    ["what is no key", { authorization: "bearer %00" }, 'Bearer realm="Sealpost"'],
  ])("%s: 401 with a challenge", async (_what, headers, challenge) => {
    const { status, headers: answered, body } = await world.get("/domains", { key: null, headers });
    expect([status, body.code]).toEqual([401, "unauthenticated"]);
    expect(answered.get("www-authenticate")).toEqual(challenge);
  });

  test("one whose time is over, and one that is revoked, answer like an unknown one", async () => {
    const over = await keyOf(world.db, world.organization, ["read"], new Date("2026-03-10T11:59:59Z"));
    const revoked = await keyOf(world.db, world.organization, ["read"]);
    await world.db.prisma.apiKey.updateMany({
      where: { prefix: revoked.slice(0, 10) },
      data: { revokedAt: now },
    });
    const answers = await Promise.all(
      [over, revoked, "slp_unknown"].map(async (key) => {
        const { body } = await world.get("/domains", { key, headers: { "x-request-id": "same" } });
        return body;
      }),
    );
    expect(answers[0].code).toBe("unauthenticated");
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test.each([
    ["a reading key adds a domain", () => addDomain("new.example", { key: world.reading }), "write"],
    [
      "a reading key uploads",
      () => world.post("/domains/fed.example/reports", "{}", { key: world.reading }),
      "write",
    ],
    ["a feeding key lists domains", () => world.get("/domains", { key: world.feeding }), "read"],
    [
      "a feeding key reads a report",
      () => world.get("/domains/fed.example/reports", { key: world.feeding }),
      "read",
    ],
  ])("%s: 403 names the scope", async (_what, request, scope) => {
    const { status, headers, body } = await request();
    expect([status, body.code]).toEqual([403, "forbidden"]);
    expect(headers.get("www-authenticate")).toContain(`error="insufficient_scope", scope="${scope}"`);
  });

  test("when one was last used is kept to the minute", async () => {
    const key = await keyOf(world.db, world.organization, ["read"]);
    const at = async (time: string) => {
      await world.get("/domains", { key, context: { now: new Date(time) } });
      const row = await world.db.prisma.apiKey.findFirstOrThrow({ where: { prefix: key.slice(0, 10) } });
      return row.lastUsedAt?.toISOString();
    };
    expect(await at("2026-03-10T12:00:00.000Z")).toBe("2026-03-10T12:00:00.000Z");
    expect(await at("2026-03-10T12:00:59.000Z")).toBe("2026-03-10T12:00:00.000Z");
    expect(await at("2026-03-10T12:01:00.000Z")).toBe("2026-03-10T12:01:00.000Z");
  });

  test("each has 600 requests a minute of its own", async () => {
    const key = await keyOf(world.db, world.organization, ["read"]);
    const row = await world.db.prisma.apiKey.findFirstOrThrow({ where: { prefix: key.slice(0, 10) } });
    expect((await world.get("/domains", { key })).status).toBe(200);
    await world.db.prisma.rateLimit.update({ where: { key: `api-key:${row.id}` }, data: { points: 600 } });
    const { status, headers, body } = await world.get("/domains", { key });
    expect([status, body.code]).toEqual([429, "rate-limited"]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await world.get("/domains")).status).toBe(200);
  });
});

describe("domains", () => {
  test("are added once, with the record that proves them", async () => {
    const added = await addDomain("Bücher.example", { key: world.feeding });
    expect(added.status).toBe(201);
    expect(added.headers.get("location")).toBe(
      "https://sealpost.example/api/v1/domains/xn--bcher-kva.example",
    );
    expect(added.body).toMatchObject({
      name: "xn--bcher-kva.example",
      unicode: "bücher.example",
      proven: false,
      stage: "unprotected",
      ownershipRecord: {
        name: "_sealpost.xn--bcher-kva.example",
        value: expect.stringMatching(/^sealpost-domain=[0-9a-f]{32}$/),
      },
      reportDestinations: { https: expect.stringMatching(/\/api\/tlsrpt\/[a-z0-9]{25}$/), mailto: null },
    });
    const again = await addDomain("bücher.example");
    expect([again.status, again.body.code]).toEqual([409, "already-added"]);
    const event = await world.db.prisma.auditEvent.findFirstOrThrow({ where: { action: "domain.added" } });
    expect(event).toMatchObject({ actorId: null, data: { apiKey: "Gateway", apiKeyId: expect.any(String) } });
  });

  test.each([
    ["a web address", JSON.stringify({ name: "https://a.example/" }), 422, "invalid-content"],
    ["no name", "{}", 422, "invalid-content"],
    ["a member that is not known", '{"name":"a.example","stage":"enforce"}', 422, "invalid-content"],
    ["no JSON", "name=a.example", 400, "invalid-body"],
    ["bytes that are no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), 400, "invalid-body"],
    ["a body beyond its cap", JSON.stringify({ name: "a".repeat(20_000) }), 413, "too-large"],
  ])("%s is answered for", async (_what, body, status, code) => {
    const headers = { "content-type": "application/json" };
    const refused = await world.post("/domains", body, { headers });
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  test("a form is not JSON", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const refused = await world.post("/domains", "{}", { headers });
    expect([refused.status, refused.body.code]).toEqual([415, "unsupported-media-type"]);
  });

  test("the list shows nothing of a domain before it is proven", async () => {
    const { body } = await world.get("/domains");
    const byName = new Map(body.domains.map((row: { name: string }) => [row.name, row]));
    expect(byName.get("unproven.example")).toMatchObject({ proven: false, summary: null });
    expect(byName.get("quiet.example")).toMatchObject({
      proven: true,
      summary: { advice: "publish", last30Days: { sessions: 0, failureRate: null }, lastReportAt: null },
    });
    expect(byName.has("foreign.example")).toBe(false);
  });

  test("pages follow each other by Link", async () => {
    const many = await makeUser(world.db, "many@example.net");
    const key = await keyOf(world.db, many.organization, ["read"]);
    for (let n = 100; n < 151; n += 1) await makeDomain(world.db, many.organization, `d${n}.example`);
    const first = await world.get("/domains", { key });
    expect(first.body.next).toBe("d149.example");
    expect(first.headers.get("link")).toBe(
      '<https://sealpost.example/api/v1/domains?cursor=d149.example>; rel="next"',
    );
    const second = await world.get("/domains?cursor=d149.example", { key });
    expect([second.body.domains.length, second.body.next]).toEqual([1, null]);
    expect(second.headers.get("link")).toBe(null);
  });

  test.each(["", "/verdict", "/trend", "/reports", "/reports/019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b"])(
    "%s of somebody else’s domain answers like that of none",
    async (rest) => {
      const headers = { "x-request-id": "same" };
      const theirs = await world.get(`/domains/foreign.example${rest}`, { headers });
      const nobodys = await world.get(`/domains/nobodys.example${rest}`, { headers });
      expect(theirs.status).toBe(404);
      expect(theirs.body).toEqual(nobodys.body);
    },
  );

  test.each(["/verdict", "/trend", "/reports", "/reports/019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b/raw"])(
    "%s of an unproven domain is a conflict",
    async (rest) => {
      const { status, body } = await world.get(`/domains/unproven.example${rest}`);
      expect([status, body.code]).toEqual([409, "not-proven"]);
    },
  );

  test("a domain that has no report has no rates", async () => {
    const trend = await world.get("/domains/quiet.example/trend?from=2026-03-01&to=2026-03-02");
    expect(trend.body).toMatchObject({
      totals: { sessions: 0, failureRate: null },
      points: [
        { day: "2026-03-01", successful: null, failed: null, failureRate: null },
        { day: "2026-03-02", successful: null, failed: null, failureRate: null },
      ],
    });
    const { body } = await world.get("/domains/quiet.example/verdict");
    expect(body).toMatchObject({ advice: "publish", impact: { shareAtRisk: null }, check: null });
  });
});

describe("HTTP", () => {
  test("what is known already is not sent again", async () => {
    const first = await world.get("/domains/fed.example/verdict");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    const known = await world.get("/domains/fed.example/verdict", {
      headers: { "if-none-match": `"x", W/${etag}` },
    });
    expect([known.status, known.bytes.length, known.headers.get("etag")]).toEqual([304, 0, etag]);
  });

  test("HEAD answers like GET, without a body", async () => {
    const { status, bytes, headers } = await world.get("/domains", { method: "HEAD" });
    expect([status, bytes.length]).toEqual([200, 0]);
    expect(headers.get("etag")).not.toBe(null);
  });

  test.each([
    ["trace-42", "trace-42"],
    ["no header safe", expect.stringMatching(/^[0-9a-f-]{36}$/)],
  ])("a request is called %j", async (given, expected) => {
    const { headers, body } = await world.get("/domains/none.example", {
      headers: { "x-request-id": given },
    });
    expect(headers.get("x-request-id")).toEqual(expected);
    expect(body.requestId).toBe(headers.get("x-request-id"));
  });

  describe("as Next calls it", () => {
    const handlers = () => methods(registry["/domains"], () => testContext(world.db, { kind: "anonymous" }));
    const request = (method: string) =>
      new Request("https://sealpost.example/api/v1/domains", {
        method,
        headers: { authorization: `Bearer ${world.both}` },
      });
    // An address without parameters gets none at all.
    const route = { params: Promise.resolve(undefined) };

    test("an address without parameters answers", async () => {
      expect((await handlers().GET(request("GET"), route)).status).toBe(200);
    });

    test.each(["PUT", "PATCH", "DELETE"] as const)(
      "%s is a problem that names what it knows",
      async (method) => {
        const refused = await handlers()[method](request(method), route);
        expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
        expect(await refused.json()).toMatchObject({ code: "method-not-allowed" });
      },
    );

    test("OPTIONS lets no other site in", async () => {
      const told = await handlers().OPTIONS(request("OPTIONS"), route);
      expect([told.status, told.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
      expect([...told.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    });
  });

  test("a name that none can have is not found", async () => {
    expect((await world.get("/domains/a%00b.example/reports")).status).toBe(404);
  });

  test("a key of another organization finds nothing of ours", async () => {
    const { status } = await world.get("/domains/fed.example/reports", { key: world.foreign });
    expect(status).toBe(404);
  });
});
