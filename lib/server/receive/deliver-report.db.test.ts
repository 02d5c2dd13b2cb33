import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createDb, type Db } from "#lib/db/client.ts";
import { pointsPerDay } from "#lib/db/reports/allowance.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { type Delivery, deliverReport } from "./deliver-report.ts";

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

const anybody = "203.0.113.7";
const reporterHost = "192.0.2.1";
const outside = { names: { [reporterHost]: ["out.reporter.example"] } };

function deliver(
  stream: AsyncIterable<Uint8Array> | null,
  { into = db, ...how }: Partial<Delivery> & { into?: Db } = {},
) {
  const delivery = { token: domain.token, body: stream, peer: anybody, userAgent: null, ...how };
  return deliverReport(testContext(into, { kind: "anonymous" }, { outside }), delivery);
}

const noHead = { contentType: null, contentEncoding: null, contentLength: null };

describe("an address that is nobody's", () => {
  test.each(["nosuchtoken000000", "", "\0", `${"a".repeat(16)}\0`, "a".repeat(10_000), "'; --"])(
    "%j is not found",
    async (token) => {
      expect(await deliver(once(report("x")), { token })).toMatchObject({ status: 404 });
    },
  );

  test("has an ordinary body read, so that its sender sees the answer, and no large one", async () => {
    const [ordinary, large] = [body(50_000), body(5_000_000)];
    await deliver(ordinary.stream, { token: "nosuchtoken000000" });
    await deliver(large.stream, { token: "nosuchtoken000000" });
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
  const large = Array.from({ length: 30 }, (_, n) => deliver(slow(), { peer: `203.0.113.${n + 10}` }));
  await vi.waitFor(() => expect(finish.length).toBeGreaterThan(20));
  const first = await Promise.race(large);
  expect(first).toMatchObject({ status: 503, headers: { "Retry-After": "30" } });
  expect(await deliver(once(report("between")))).toMatchObject({ status: 201 });
  for (const go of finish) go();
  const statuses = (await Promise.all(large)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([400, 503]));
  expect(await deliver(once(Buffer.alloc(10_000_000, " ")))).toMatchObject({ status: 400 });
});

test("storage that fails makes the sender keep the report", async () => {
  const gone = createDb("postgresql://nobody@127.0.0.1:9/none", { maxConnections: 1 });
  expect(await deliver(once(report("kept")), { into: gone })).toMatchObject({
    status: 503,
    headers: { "Retry-After": "300" },
  });
  await gone.close();
});

test("one client’s large bodies leave room for the others’", async () => {
  const finish: (() => void)[] = [];
  async function* slow() {
    yield Buffer.alloc(10_000_000, " ");
    await new Promise<void>((resolve) => finish.push(resolve));
  }
  const greedy = Array.from({ length: 10 }, () => deliver(slow()));
  expect(await Promise.race(greedy)).toMatchObject({ status: 503, headers: { "Retry-After": "30" } });
  expect(await deliver(once(Buffer.alloc(10_000_000, " ")), { peer: "203.0.113.8" })).toMatchObject({
    status: 400,
  });
  for (const go of finish) go();
  expect((await Promise.all(greedy)).filter(({ status }) => status === 400)).toHaveLength(6);
});

describe("what is said about the body", () => {
  test("gzip over gzip is unpacked, and stored without the coding of the transfer", async () => {
    const packed = gzipSync(report("twice"));
    const head = { ...noHead, contentType: "application/tlsrpt+gzip", contentEncoding: "gzip" };
    expect(await deliver(once(gzipSync(packed)), { head })).toMatchObject({ status: 201 });
    const { raw } = await db.prisma.report.findFirstOrThrow({ where: { reportId: "twice" } });
    expect(Buffer.from(raw)).toEqual(packed);
  });

  test.each([
    [
      "a coding on plain JSON that is packed once",
      "application/tlsrpt+json",
      "gzip",
      gzipSync(report("coded")),
    ],
    ["a coding that is not there", "application/tlsrpt+json", "gzip", report("claimed")],
    ["a media type that is wrong", "text/html", "identity", gzipSync(report("mislabelled"))],
  ])("%s is no fault", async (_why, contentType, contentEncoding, bytes) => {
    const head = { contentType, contentEncoding, contentLength: String(bytes.byteLength) };
    expect(await deliver(once(bytes), { head })).toMatchObject({ status: 201 });
  });

  test("another coding, or a form, is refused with what would do", async () => {
    const coded = { ...noHead, contentEncoding: "br" };
    expect(await deliver(once(report("x")), { head: coded })).toMatchObject({
      status: 415,
      headers: { "Accept-Encoding": "gzip, identity" },
    });
    const form = { ...noHead, contentType: "multipart/form-data; boundary=x" };
    expect(await deliver(once(report("x")), { head: form })).toMatchObject({
      status: 415,
      headers: { Accept: "application/tlsrpt+gzip, application/tlsrpt+json" },
    });
  });
});

describe("a sender that waits to be asked for its body", () => {
  const asked = vi.fn();
  const untouched = (contentLength: string, token = domain.token) => {
    asked.mockClear();
    const { told, stream } = body(50_000);
    const head = { ...noHead, contentLength };
    return deliver(stream, { token, head, proceed: asked }).then(({ status }) => [status, told.pieces]);
  };

  test("is asked when it is welcome", async () => {
    asked.mockClear();
    expect(await deliver(once(report("asked")), { proceed: asked })).toMatchObject({ status: 201 });
    expect(asked).toHaveBeenCalledOnce();
  });

  test("is told at once that nobody is there, or that it brings too much", async () => {
    expect(await untouched("50000", "nosuchtoken000000")).toEqual([404, 0]);
    expect(await untouched("50000000")).toEqual([413, 0]);
    expect(asked).not.toHaveBeenCalled();
  });
});

describe("a flood that nobody vouches for", () => {
  const spent = (whose: string, points: number) =>
    db.prisma.rateLimit.update({ where: { key: `reports:${domain.domainId}:${whose}` }, data: { points } });

  test("from one address ends at its part, and leaves vouched reports and other addresses alone", async () => {
    const peer = "198.51.100.66";
    const statuses: number[] = [];
    const between: Promise<{ status: number }>[] = [];
    let sent = 0;
    const flooder = async () => {
      while (sent < pointsPerDay.unvouchedFromOne + 200) {
        sent += 1;
        if (sent % 300 === 0) between.push(deliver(once(report(`vouched ${sent}`)), { peer: reporterHost }));
        statuses.push((await deliver(once(report(`flood ${sent}`)), { peer })).status);
      }
    };
    await Promise.all(Array.from({ length: 20 }, flooder));
    const taken = statuses.filter((status) => status === 201).length;
    expect(taken).toBeGreaterThanOrEqual(pointsPerDay.unvouchedFromOne);
    expect(taken).toBeLessThan(pointsPerDay.unvouchedFromOne + 20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(statuses.length - taken);
    expect((await Promise.all(between)).map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(await deliver(once(report("last")), { peer: reporterHost })).toMatchObject({ status: 201 });
    expect(await deliver(once(report("other")))).toMatchObject({ status: 201 });
  });

  test("from everywhere ends at the domain’s part until there is room again", async () => {
    expect(await deliver(once(report("first of many")))).toMatchObject({ status: 201 });
    await spent("", pointsPerDay.unvouched);
    expect(await deliver(once(report("one more")))).toMatchObject({
      status: 429,
      headers: { "Retry-After": "86400" },
    });
    expect(await deliver(once(report("vouched")), { peer: reporterHost })).toMatchObject({ status: 201 });
  });
});
