import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDb, type Db } from "#lib/db/client.ts";
import { forgetReports } from "#lib/db/reports/forget-reports.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { cleanUp } from "#lib/services/clean-up.ts";
import { removeDomain } from "#lib/services/domains/remove-domain.ts";
import { makeDomain, makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { forgetOld } from "./forget-old.ts";
import { setRetention, setRetentionInput } from "./set-retention.ts";

const minuteMs = 60_000;
const now = new Date("2026-03-10T12:00:00Z");

let db: Db;
let url: string;
let drop: () => Promise<void>;
let owner: Awaited<ReturnType<typeof makeUser>>;
let domainId: string;
let round = 0;

beforeAll(async () => {
  ({ db, url, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  owner = await makeUser(db, `owner${round}@example.com`);
  ({ domainId } = await makeDomain(db, owner.organization, `retention${round}.example`));
});

/** Reports with a result and a detail each, the oldest on `from`, so many on each of the days that follow. */
async function fill(
  { from, days, perDay }: { from: string; days: number; perDay: number },
  into = domainId,
  through = db,
) {
  await through.pool.query(
    `WITH made AS (
      INSERT INTO reports (domain_id, id, report_key, content_hash, counted, reporter, start_at, end_at, day, successful,
        failed, road, trust, trust_reason, received_at, raw, findings, contribution)
      SELECT $1, gen_random_uuid(), sha256(convert_to(d || ':' || n, 'UTF8')), sha256('x'), true, 'Reporter',
        $2::date + d, $2::date + d, $2::date + d, 1, 1, 'https', 'unverified', 'told-so', $2::date + d, '{}', '[]', '{}'
      FROM generate_series(0, $3::int - 1) d, generate_series(1, $4::int) n
      RETURNING id
    ), results AS (
      INSERT INTO policy_results (domain_id, report_id, position, policy_type, policy_string, mx_host, successful,
        failed, belongs)
      SELECT $1, id, 0, 'sts', '[]', '[]', 1, 1, true FROM made RETURNING report_id
    ), details AS (
      INSERT INTO failure_details (domain_id, report_id, policy_position, position, result_type, failed_sessions)
      SELECT $1, report_id, 0, 0, 'certificate-expired', 1 FROM results
    ), sessions AS (
      INSERT INTO daily_sessions (domain_id, day, reporter, trust, policy_type, reports, successful, failed, updated_at)
      SELECT $1, $2::date + d, 'Reporter', 'unverified', 'sts', $4, $4, $4, now()
      FROM generate_series(0, $3::int - 1) d
    )
    INSERT INTO daily_failures (domain_id, day, reporter, trust, policy_type, result_type, mx_host, failed_sessions)
    SELECT $1, $2::date + d, 'Reporter', 'unverified', 'sts', 'certificate-expired', '', $4
    FROM generate_series(0, $3::int - 1) d`,
    [into, from, days, perDay],
  );
}

async function quarantine({ receivedAt, inDomain = true }: { receivedAt: string; inDomain?: boolean }) {
  await db.pool.query(
    `INSERT INTO quarantined_reports (organization_id, domain_id, id, received_at, road, credentials, reason, findings,
        raw_hash, raw)
      SELECT organization_id, CASE WHEN $3::boolean THEN id END, gen_random_uuid(), $2::timestamptz, 'https', '{}', 'unreadable', '[]',
        sha256(convert_to(($2::timestamptz)::text, 'UTF8')), '{}' FROM domains WHERE id = $1`,
    [domainId, receivedAt, inDomain],
  );
}

async function sendTestReport(startedAt: string) {
  await db.pool.query(
    `INSERT INTO test_reports (domain_id, id, road, destination, started_at)
      VALUES ($1, gen_random_uuid(), 'https', 'https://sealpost.example/', $2)`,
    [domainId, startedAt],
  );
}

const tables = [
  "reports",
  "policy_results",
  "failure_details",
  "daily_sessions",
  "daily_failures",
  "quarantined_reports",
  "test_reports",
  "report_addresses",
] as const;

/** Rows of each table that are the domain's. */
async function held(of = domainId): Promise<Record<(typeof tables)[number], number>> {
  const counted = await db.pool.query(
    `SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table} WHERE domain_id = $1) AS ${table}`)}`,
    [of],
  );
  return counted.rows[0];
}

async function days(): Promise<string[]> {
  const found = await db.pool.query<{ day: string }>(
    "SELECT DISTINCT day FROM reports WHERE domain_id = $1 ORDER BY day",
    [domainId],
  );
  return found.rows.map(({ day }) => day);
}

const system = () => testContext(db, { kind: "system" }, { now });

describe("the daily clean-up", () => {
  test("takes reports older than 400 days with results and details, and leaves the roll-ups", async () => {
    await fill({ from: "2025-02-01", days: 10, perDay: 2 });
    expect(await cleanUp(system(), minuteMs)).toMatchObject({ reports: 4, finished: true });
    expect((await days())[0]).toBe("2025-02-03"); // 400 days before 2026-03-10, still kept
    expect(await held()).toMatchObject({
      reports: 16,
      policy_results: 16,
      failure_details: 16,
      daily_sessions: 10,
      daily_failures: 10,
    });
  });

  test("goes by each organization's own time", async () => {
    const other = await makeUser(db, `other${round}@example.com`);
    const { domainId: otherDomain } = await makeDomain(db, other.organization, `other${round}.example`);
    await setRetention(system(), { organization: owner.organization, days: 30 });
    await fill({ from: "2026-02-01", days: 10, perDay: 1 });
    await fill({ from: "2026-02-01", days: 10, perDay: 1 }, otherDomain);
    await cleanUp(system(), minuteMs);
    expect(await days()).toEqual(["2026-02-08", "2026-02-09", "2026-02-10"]);
    expect((await held(otherDomain)).reports).toBe(10);
  });

  test("takes arrivals in quarantine by when they came, and test reports after a month", async () => {
    await setRetention(system(), { organization: owner.organization, days: 90 });
    await quarantine({ receivedAt: "2025-12-10T11:59:00Z" });
    await quarantine({ receivedAt: "2025-12-10T12:01:00Z" });
    await quarantine({ receivedAt: "2025-12-10T11:59:00Z", inDomain: false });
    await sendTestReport("2026-02-08T11:59:00Z");
    await sendTestReport("2026-02-08T12:01:00Z");
    expect(await cleanUp(system(), minuteMs)).toMatchObject({ quarantined: 2, testReports: 1 });
    expect(await held()).toMatchObject({ quarantined_reports: 1, test_reports: 1 });
  });

  test("50,000 old reports go in small transactions", async () => {
    // Sessions of its own: PostgreSQL keeps the plans of foreign keys, and those of an empty table are slow for a full one.
    const fresh = createDb(url, { maxConnections: 1 });
    try {
      await fill({ from: "2024-10-01", days: 100, perDay: 500 }, domainId, fresh);
      await fresh.pool.query("ANALYZE reports, policy_results, failure_details");
      const deletions = watchDeletions(fresh);
      expect(await forgetOld({ ...system(), db: fresh }, 5 * minuteMs)).toMatchObject({
        reports: 50_000,
        finished: true,
      });
      expect(Math.max(...deletions)).toBe(1_000);
      expect(deletions.reduce((sum, rows) => sum + rows, 0)).toBe(50_000);
    } finally {
      await fresh.close();
    }
    expect(await held()).toMatchObject({ reports: 0, failure_details: 0, daily_sessions: 100 });
  }, 120_000);

  test("what does not go in its time goes the next time", async () => {
    await fill({ from: "2024-10-01", days: 2, perDay: 3 });
    expect(await forgetOld(system(), 0)).toEqual({
      reports: 0,
      quarantined: 0,
      testReports: 0,
      finished: false,
    });
    expect(await forgetOld(system(), minuteMs)).toMatchObject({ reports: 6, finished: true });
  });

  test("neither waits for a report that an arrival holds nor stops because of it", async () => {
    await fill({ from: "2024-10-01", days: 1, perDay: 3 });
    const arrival = await db.pool.connect();
    try {
      await arrival.query("BEGIN");
      await arrival.query("SELECT FROM reports WHERE domain_id = $1 ORDER BY id LIMIT 1 FOR UPDATE", [
        domainId,
      ]);
      expect(await forgetReports(db, { domainId, keptFrom: "2025-01-01" }, 1_000)).toBe(2);
    } finally {
      await arrival.query("ROLLBACK");
      arrival.release();
    }
    expect(await forgetReports(db, { domainId, keptFrom: "2025-01-01" }, 1_000)).toBe(1);
  });
});

/** How many reports each statement deletes, from now on. */
function watchDeletions({ pool }: Db): number[] {
  const deletions: number[] = [];
  const { query } = pool;
  const watched = async (...given: unknown[]) => {
    const result = await Reflect.apply(query, pool, given);
    const [config] = given;
    if (typeof config === "object" && config !== null && "name" in config && config.name === "forget-reports")
      deletions.push(result.rowCount ?? 0);
    return result;
  };
  pool.query = watched as typeof query;
  return deletions;
}

test("with a domain goes all that it held", async () => {
  await fill({ from: "2026-03-01", days: 2, perDay: 2 });
  await quarantine({ receivedAt: "2026-03-01T00:00:00Z" });
  await sendTestReport("2026-03-01T00:00:00Z");
  expect(Object.values(await held()).every((rows) => rows > 0)).toBe(true);
  const path = { organization: owner.organization, domain: `retention${round}.example` };
  expect(await removeDomain(testContext(db, owner.actor), path)).toEqual({ ok: true, value: null });
  expect(await held()).toEqual(Object.fromEntries(tables.map((table) => [table, 0])));
});

describe("setRetention", () => {
  const set = (actor: typeof owner.actor, days: number) =>
    setRetention(testContext(db, actor), { organization: owner.organization, days });

  test("is the admins' to change, and stands in the audit log", async () => {
    expect(await set(owner.actor, 365)).toEqual({ ok: true, value: { days: 365 } });
    const organization = await db.prisma.organization.findUniqueOrThrow({
      where: { slug: owner.organization },
      include: { auditEvents: true },
    });
    expect(organization.retentionDays).toBe(365);
    expect(organization.auditEvents).toMatchObject([
      { action: "organization.retention-set", actorId: owner.userId, data: { before: 400, days: 365 } },
    ]);
  });

  test.each([
    ["a member", "member", "forbidden"],
    ["a stranger", null, "not-found"],
  ] as const)("%s may not", async (_who, role, code) => {
    const other = await makeUser(db, `${role}${round}@example.org`);
    if (role) await makeMember(db, other.userId, owner.organization, role);
    expect(await set(other.actor, 365)).toEqual({ ok: false, code });
  });

  test.each([29, 7301, 90.5, Number.NaN])("%s days are none", (days) => {
    expect(setRetentionInput.safeParse({ organization: "x", days }).success).toBe(false);
  });
});
