import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createDb, type Db } from "#lib/db/client.ts";
import { pointsPerDay } from "#lib/db/reports/allowance.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { deliverReport } from "./deliver-report.ts";

let db: Db;
let drop: () => Promise<void>;
let domain: { domainId: string; token: string };

beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  ({ db, drop } = await createTestDatabase());
  const { organization } = await makeUser(db, "owner@example.com");
  domain = await makeDomain(db, organization, "delivered.example");
});
afterAll(() => drop());

function report(id: string): Buffer {
  return Buffer.from(
    JSON.stringify({
      "organization-name": "Reporter",
      "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
      "contact-info": "tls@reporter.example",
      "report-id": id,
      policies: [
        {
          policy: { "policy-type": "sts", "policy-domain": "delivered.example" },
          summary: { "total-successful-session-count": 1, "total-failure-session-count": 0 },
        },
      ],
    }),
  );
}

/** A body in pieces of 10,000 octets, and how many of them were asked for. */
function body(octets: number) {
  const told = { pieces: 0 };
  async function* pieces() {
    for (let sent = 0; sent < octets; sent += 10_000) {
      told.pieces += 1;
      yield Buffer.alloc(10_000, " ");
    }
  }
  return { told, stream: pieces() };
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

function deliver(stream: AsyncIterable<Uint8Array> | null, token = domain.token, into = db) {
  const delivery = { token, body: stream, peer: "203.0.113.7", userAgent: null };
  return deliverReport(testContext(into, { kind: "anonymous" }), delivery);
}

describe("an address that is nobody's", () => {
  test.each(["nosuchtoken000000", "", "\0", `${"a".repeat(16)}\0`, "a".repeat(10_000), "'; --"])(
    "%j is not found",
    async (token) => {
      expect(await deliver(once(report("x")), token)).toMatchObject({ status: 404 });
    },
  );

  test("has an ordinary body read, so that its sender sees the answer, and no large one", async () => {
    const [ordinary, large] = [body(50_000), body(5_000_000)];
    await deliver(ordinary.stream, "nosuchtoken000000");
    await deliver(large.stream, "nosuchtoken000000");
    expect([ordinary.told.pieces, large.told.pieces]).toEqual([5, 7]);
  });
});

test("a body above the cap is read no further than that", async () => {
  const { told, stream } = body(50_000_000);
  expect(await deliver(stream)).toMatchObject({ status: 413 });
  expect(told.pieces).toBe(1049);
});

test("a body that breaks off is told", async () => {
  async function* broken() {
    yield Buffer.from("{");
    throw new Error("aborted");
  }
  expect(await deliver(broken())).toMatchObject({ status: 400 });
});

test("bodies that take all room are put off, while an ordinary report comes through", async () => {
  const finish: (() => void)[] = [];
  async function* slow() {
    yield Buffer.alloc(10_000_000, " ");
    await new Promise<void>((resolve) => finish.push(resolve));
  }
  const large = Array.from({ length: 30 }, () => deliver(slow()));
  await vi.waitFor(() => expect(finish.length).toBeGreaterThan(20));
  const first = await Promise.race(large);
  expect(first).toMatchObject({ status: 503, headers: { "Retry-After": "300" } });
  expect(await deliver(once(report("between")))).toMatchObject({ status: 201 });
  for (const go of finish) go();
  const statuses = (await Promise.all(large)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([400, 503]));
  expect(await deliver(once(Buffer.alloc(10_000_000, " ")))).toMatchObject({ status: 400 });
});

test("storage that fails makes the sender keep the report", async () => {
  const gone = createDb("postgresql://nobody@127.0.0.1:9/none", { maxConnections: 1 });
  expect(await deliver(once(report("kept")), domain.token, gone)).toMatchObject({
    status: 503,
    headers: { "Retry-After": "300" },
  });
  await gone.close();
});

test("too many that nobody vouches for are put off until there is room again", async () => {
  expect(await deliver(once(report("last")))).toMatchObject({ status: 201 });
  await db.prisma.rateLimit.update({
    where: { key: `reports:${domain.domainId}:` },
    data: { points: pointsPerDay.unvouched },
  });
  expect(await deliver(once(report("one more")))).toMatchObject({
    status: 429,
    headers: { "Retry-After": "86400" },
  });
});
