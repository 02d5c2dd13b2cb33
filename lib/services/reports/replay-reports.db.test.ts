import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { findDomainsByName } from "#lib/db/reports/find-report-address.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import type { Credentials } from "./credentials.ts";
import { type ReplayedReport, replayReports } from "./replay-reports.ts";
import { takeReport } from "./take-report.ts";

let db: Db;
let drop: () => Promise<void>;
let organization: string;
let domainId: string;
let domain: string;
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  ({ organization } = await makeUser(db, "owner@example.com"));
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  domain = `replay${round}.example`;
  ({ domainId } = await makeDomain(db, organization, domain));
});

const context = () => testContext(db, { kind: "system" });
const nobody: Credentials = { kind: "nobody", reason: "told-so" };
const member: Credentials = { kind: "member", name: "somebody" };

function report({ id = "one", successful = 100, failed = 3 } = {}): string {
  return JSON.stringify({
    "organization-name": "Reporter",
    "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": ["version: STSv1"], "policy-domain": domain },
        summary: { "total-successful-session-count": successful, "total-failure-session-count": failed },
        "failure-details": [{ "result-type": "certificate-expired", "failed-session-count": failed }],
      },
    ],
  });
}

async function take(json: string, credentials = nobody) {
  const found = await db.prisma.domain.findUniqueOrThrow({ where: { id: domainId } });
  const [address] = await findDomainsByName(db, found.organizationId, [domain], context().now);
  if (!address) throw new Error("The domain of the test is not there.");
  const [receipt] = await takeReport(
    context(),
    { kind: "domain", address },
    {
      raw: gzipSync(json),
      json: null,
      road: "https",
      credentials,
      peer: null,
      userAgent: null,
      fileName: null,
    },
  );
  if (!receipt || !("id" in receipt)) throw new Error(`Not stored: ${JSON.stringify(receipt)}`);
  return receipt;
}

async function replay({ dryRun = false } = {}): Promise<Record<string, ReplayedReport["outcome"]>> {
  const told: Record<string, ReplayedReport["outcome"]> = {};
  const result = await replayReports(context(), { domain, dryRun }, ({ id, outcome }) => {
    told[id] = outcome;
  });
  expect(result).toEqual({ ok: true, value: null });
  return told;
}

/** Counted sessions of the domain, by trust. */
async function totals(): Promise<Record<string, string>> {
  const found = await db.pool.query(
    `SELECT trust, sum(successful) || ' ok, ' || sum(failed) || ' failed' AS sums FROM daily_sessions
      WHERE domain_id = $1 GROUP BY trust`,
    [domainId],
  );
  return Object.fromEntries(found.rows.map(({ trust, sums }) => [trust, sums]));
}

async function everything() {
  const of = async (sql: string) => (await db.pool.query(sql, [domainId])).rows;
  return {
    reports: await of("SELECT * FROM reports WHERE domain_id = $1 ORDER BY id"),
    results: await of("SELECT * FROM policy_results WHERE domain_id = $1 ORDER BY report_id, position"),
    details: await of(
      "SELECT * FROM failure_details WHERE domain_id = $1 ORDER BY report_id, policy_position, position",
    ),
    sessions: await of(
      "SELECT day, reporter, trust, voucher, policy_type, reports, successful, failed FROM daily_sessions WHERE domain_id = $1 ORDER BY 1, 2, 3, 4, 5",
    ),
    failures: await of("SELECT * FROM daily_failures WHERE domain_id = $1 ORDER BY 2, 3, 4, 5, 6, 7, 8"),
  };
}

/** Lets the stored rows say what another parser could have made of the report: another key, twice the sessions. */
async function misread(id: string, { key = true, counts = true } = {}) {
  const values = [domainId, id];
  if (key) {
    await db.pool.query(
      "UPDATE reports SET report_key = sha256(report_key), content_hash = sha256(content_hash) WHERE domain_id = $1 AND id = $2",
      values,
    );
  }
  if (!counts) return;
  await db.pool.query(
    `UPDATE reports SET successful = successful * 2, findings = '[]',
        contribution = jsonb_set(contribution, '{sessions,0,successful}', to_jsonb(successful * 2))
      WHERE domain_id = $1 AND id = $2`,
    values,
  );
  await db.pool.query(
    "UPDATE daily_sessions d SET successful = d.successful + r.successful / 2 FROM reports r WHERE d.domain_id = $1 AND r.domain_id = $1 AND r.id = $2",
    values,
  );
  await db.pool.query("DELETE FROM failure_details WHERE domain_id = $1 AND report_id = $2", values);
}

test("what is read as it was stays as it is, whoever sent it", async () => {
  const folder = new URL("../../core/tlsrpt/__fixtures__/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  expect(files.length).toBeGreaterThan(5);
  await db.prisma.organization.updateMany({ data: { retentionDays: 3650 } });
  let stored = 0;
  for (const file of files) {
    const json = readFileSync(new URL(file, folder), "utf8").replaceAll("receiver.example", domain);
    stored += await take(json).then(
      () => 1,
      () => 0,
    );
  }
  expect(stored).toBeGreaterThan(5);
  const before = await everything();
  const told = await replay();
  expect(Object.keys(told)).toHaveLength(before.reports.length);
  expect(new Set(Object.values(told))).toEqual(new Set(["unchanged"]));
  expect(await everything()).toEqual(before);
});

describe("what is read otherwise today", () => {
  test("is rewritten with results, details and roll-ups, once", async () => {
    const { id } = await take(report());
    await take(report({ id: "two", successful: 7, failed: 1 }));
    const right = await everything();
    await misread(id);
    expect(await totals()).toEqual({ unverified: "207 ok, 4 failed" });
    expect((await replay())[id]).toBe("rewritten");
    expect(await everything()).toEqual(right);
    expect((await replay())[id]).toBe("unchanged");
  });

  test("is told, and left as it is, in a dry run", async () => {
    const { id } = await take(report());
    await misread(id);
    const before = await everything();
    expect(await replay({ dryRun: true })).toEqual({ [id]: "rewritten" });
    expect(await everything()).toEqual(before);
  });

  test("keeps its trust, although it counts anew", async () => {
    const { id } = await take(report(), member);
    await misread(id);
    await replay();
    expect(await totals()).toEqual({ upload: "100 ok, 3 failed" });
  });

  test("a copy that does not count still does not", async () => {
    const { id } = await take(report(), member);
    const conflicting = await take(report({ successful: 5 }));
    expect(conflicting.kind).toBe("conflicting");
    await misread(conflicting.id, { key: false });
    await db.pool.query("UPDATE daily_sessions SET successful = 100 WHERE domain_id = $1", [domainId]);
    expect(await replay()).toEqual({ [id]: "unchanged", [conflicting.id]: "rewritten" });
    expect(await totals()).toEqual({ upload: "100 ok, 3 failed" });
  });

  test("what turns out to be a copy with other content counts only when more vouches for it", async () => {
    const first = await take(report());
    await misread(first.id, { counts: false });
    const second = await take(report({ successful: 5 }), member);
    expect(await totals()).toEqual({ unverified: "100 ok, 3 failed", upload: "5 ok, 3 failed" });
    expect(await replay()).toMatchObject({ [first.id]: "rewritten" });
    expect(await totals()).toEqual({ upload: "5 ok, 3 failed" });
    expect(await counted()).toEqual([second.id]);
  });
});

async function counted(): Promise<string[]> {
  const found = await db.prisma.report.findMany({ where: { domainId, counted: true }, select: { id: true } });
  return found.map(({ id }) => id);
}

describe("a report that turns out to be stored twice", () => {
  test.each([
    ["the first copy was misread", 0],
    ["the second copy was misread", 1],
  ])("counts once, with the most that vouches for it: %s", async (_which, index) => {
    const first = await take(report(), index === 0 ? member : nobody);
    await misread(first.id, { counts: false });
    const second = await take(report(), index === 0 ? nobody : member);
    expect(second.kind).toBe("stored");
    if (index === 1) await swapKeys(first.id, second.id);
    expect(Object.keys(await totals())).toHaveLength(2);
    const told = await replay();
    expect(Object.values(told)).toContain("repeats");
    expect(await totals()).toEqual({ upload: "100 ok, 3 failed" });
    expect(await counted()).toHaveLength(1);
    const settled = await everything();
    await replay();
    expect(await everything()).toEqual(settled);
    expect((await take(report(), member)).kind).toBe("duplicate");
  });
});

/** Now the second is the one that is misread. */
async function swapKeys(first: string, second: string) {
  const where = (id: string) => ({ where: { domainId_id: { domainId, id } } });
  const { reportKey, contentHash } = await db.prisma.report.findUniqueOrThrow(where(second));
  await db.prisma.report.update({ ...where(second), data: { reportKey: Buffer.alloc(32, 1) } });
  await db.prisma.report.update({ ...where(first), data: { reportKey, contentHash } });
}

test("what can be read no more keeps its rows and is told", async () => {
  const { id } = await take(report());
  await db.pool.query("UPDATE reports SET raw = 'no report' WHERE domain_id = $1", [domainId]);
  const before = await everything();
  expect(await replay()).toEqual({ [id]: "unreadable" });
  expect(await everything()).toEqual(before);
});

test("is the operator's alone", async () => {
  const other = await makeUser(db, `user${round}@example.com`);
  const asked = replayReports(testContext(db, other.actor), { dryRun: true }, () => {});
  expect(await asked).toEqual({ ok: false, code: "forbidden" });
});
