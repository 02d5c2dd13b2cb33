import { createHash, randomUUIDv7 } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDb, type Db, type Trust } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser } from "#lib/services/testing/test-world.ts";
import { storeReport } from "./group-commit.ts";
import { type ReportRow, trustRank } from "./report-row.ts";

let db: Db;
let pools: Db[];
let drop: () => Promise<void>;
let organization: string;
let domainId: string;
let round = 0;

beforeAll(async () => {
  const made = await createTestDatabase();
  ({ db } = made);
  // As three processes would have them.
  pools = Array.from({ length: 3 }, () => createDb(made.url, { maxConnections: 4 }));
  drop = async () => {
    await Promise.all(pools.map((pool) => pool.close()));
    await made.drop();
  };
  ({ organization } = await makeUser(db, "owner@example.com"));
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  ({ domainId } = await makeDomain(db, organization, `store${round}.example`));
});

type Copy = { key: number; content: number; trust: Trust };

/** A report whose counts follow from its key and content, so that the roll-ups tell what counted. */
function copyOf({ key, content, trust }: Copy): ReportRow {
  const failedSessions = content + 1;
  const reporter = `Reporter ${key % 3}`;
  return {
    domainId,
    id: randomUUIDv7(),
    reportKey: hash(`key ${key}`),
    contentHash: hash(`key ${key} content ${content}`),
    reporter,
    reportId: String(key),
    contactInfo: null,
    startAt: new Date("2026-03-08T00:00:00Z"),
    endAt: new Date("2026-03-08T23:59:59Z"),
    day: "2026-03-08",
    successful: 10 ** content,
    failed: failedSessions,
    road: "https",
    trust,
    trustReason: "told-so",
    voucher: trust === "fcrdns" || trust === "dkim" ? "reporter.example" : null,
    mail: null,
    peer: null,
    userAgent: null,
    receivedAt: new Date("2026-03-09T06:00:00Z"),
    raw: Buffer.from("{}"),
    jsonLength: 2,
    findings: [],
    results: [],
    contribution: {
      sessions: [{ policyType: "sts", successful: 10 ** content, failed: failedSessions }],
      failures: [
        { policyType: "sts", resultType: "certificate-expired", mxHost: `mx${content}`, failedSessions },
      ],
    },
  };
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** The roll-ups as they stand, beside what the counted reports add up to. */
async function rollUps() {
  const standing = await db.pool.query(
    `SELECT day, reporter, trust, policy_type, reports, successful::text, failed::text FROM daily_sessions
      WHERE domain_id = $1 ORDER BY day, reporter, trust, policy_type`,
    [domainId],
  );
  const recounted = await db.pool.query(
    `SELECT day, reporter, trust, s->>'policyType' AS policy_type, count(*)::int AS reports,
        sum((s->>'successful')::bigint)::text AS successful, sum((s->>'failed')::bigint)::text AS failed
      FROM reports, jsonb_array_elements(contribution->'sessions') AS s
      WHERE domain_id = $1 AND counted GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    [domainId],
  );
  const failures = await db.pool.query(
    `SELECT reporter, trust, result_type, mx_host, failed_sessions::text AS failed FROM daily_failures
      WHERE domain_id = $1 ORDER BY 1, 2, 3, 4`,
    [domainId],
  );
  const failuresRecounted = await db.pool.query(
    `SELECT reporter, trust, f->>'resultType' AS result_type, f->>'mxHost' AS mx_host,
        sum((f->>'failedSessions')::bigint)::text AS failed
      FROM reports, jsonb_array_elements(contribution->'failures') AS f
      WHERE domain_id = $1 AND counted GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    [domainId],
  );
  return {
    standing: [standing.rows, failures.rows],
    recounted: [recounted.rows, failuresRecounted.rows],
  };
}

const trusts: Trust[] = ["unverified", "unverified", "upload", "fcrdns", "dkim"];

describe("copies of the same reports that arrive at once, in several processes", () => {
  test.each([1, 2, 3, 4, 5])("leave roll-ups that the counted reports add up to (%i)", async (seed) => {
    const next = random(seed);
    const arrivals = Array.from({ length: 400 }, () =>
      copyOf({ key: next(8), content: next(4), trust: trusts[next(trusts.length)] ?? "unverified" }),
    );
    const outcomes = await Promise.all(
      arrivals.map((row, index) => storeReport(pools[index % pools.length] ?? db, row)),
    );
    const { standing, recounted } = await rollUps();
    expect(standing).toEqual(recounted);
    const kept = await db.pool.query<{ id: string; report_key: Buffer; counted: boolean; trust: Trust }>(
      "SELECT id, report_key, counted, trust FROM reports WHERE domain_id = $1",
      [domainId],
    );
    const ids = new Set(kept.rows.map(({ id }) => id));
    expect(outcomes.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(kept.rows).toHaveLength(new Set(arrivals.map((row) => row.contentHash.toString("hex"))).size);
    const copies = [...Map.groupBy(kept.rows, (row) => row.report_key.toString("hex")).values()];
    const wrong = copies.filter((own) => {
      const [counted, ...more] = own.filter((copy) => copy.counted);
      const best = Math.max(...own.map(({ trust }) => trustRank[trust]));
      return !counted || more.length > 0 || trustRank[counted.trust] !== best;
    });
    expect(copies).toHaveLength(8);
    expect(wrong).toEqual([]);
  });
});

/** The same numbers below `limit` for the same seed. */
function random(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * limit);
  };
}
