import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";

const { db, drop } = await createTestDatabase();
afterAll(drop);

const [organization, other, domain, otherDomain, user] = [1, 2, 3, 4, 5].map(
  (n) => `00000000-0000-7000-8000-00000000000${n}`,
);
const [key, content, otherContent] = ["a1", "b2", "c3"].map((byte) => `'\\x${byte.repeat(32)}'`);
const hash = "0f".repeat(32);

beforeEach(async () => {
  await db.pool.query("TRUNCATE users, organizations, rate_limits CASCADE");
  await db.pool.query(`
    INSERT INTO users (id, email) VALUES ('${user}', 'ada@example.test');
    INSERT INTO organizations (id, slug, name) VALUES ('${organization}', 'one', 'One'), ('${other}', 'two', 'Two');
    INSERT INTO domains (id, organization_id, name, challenge, policy_id) VALUES
      ('${domain}', '${organization}', 'example.test', 'challenge-0123456789', '1'),
      ('${otherDomain}', '${other}', 'example.test', 'challenge-9876543210', '1');
    ${report({ id: 1 })};
    ${policyResult({ position: 0 })};`);
});

test("the rows above are sound", async () => {
  const { rows } = await db.pool.query("SELECT count(*) AS reports FROM reports");
  expect(rows).toEqual([{ reports: 1n }]);
});

describe("refused by the database", () => {
  test.each([
    ["an address with capitals", set("users", "email = 'Ada@example.test'"), "users_email_lower_case"],
    ["a session version of zero", set("users", "session_version = 0"), "users_session_version_positive"],
    [
      "an invitation to an address with capitals",
      invitation(hash, "Ada@example.test"),
      "invitations_email_lower_case",
    ],
    ["an invitation's token in clear", invitation("secret", null), "invitations_token_hash_format"],
    ["a session's token in clear", session("secret", 1), "sessions_session_token_format"],
    ["a session of no version", session(hash, 0), "sessions_session_version_positive"],
    ["a sign-in link's token in clear", signInLink("secret"), "sign_in_links_token_hash_format"],
    ["a slug with capitals", set("organizations", "slug = 'One'"), "organizations_slug_format"],
    ["a slug that ends in a hyphen", set("organizations", "slug = 'one-'"), "organizations_slug_format"],
    [
      "a slug of 64 characters",
      set("organizations", `slug = '${"a".repeat(64)}'`),
      "organizations_slug_format",
    ],
    ["a domain with capitals", set("domains", "name = 'Example.test'"), "domains_name_format"],
    ["a domain with a final dot", set("domains", "name = 'example.test.'"), "domains_name_format"],
    ["a domain with U-labels", set("domains", "name = 'exämple.test'"), "domains_name_format"],
    ["a domain of one label", set("domains", "name = 'test'"), "domains_name_format"],
    ["a domain of 254 octets", set("domains", `name = '${longName(254)}'`), "domains_name_format"],
    ["a short challenge", set("domains", "challenge = 'short'"), "domains_challenge_format"],
    [
      "a policy id of 33 characters",
      set("domains", `policy_id = '${"1".repeat(33)}'`),
      "domains_policy_id_format",
    ],
    ["a verified domain without a how", set("domains", "verified_at = now()"), "domains_verified_whole"],
    [
      "a name that another organization has proven",
      `${prove(domain)}; ${prove(otherDomain)}`,
      "domains_verified_name_key",
    ],
    ["a report address with capitals", reportAddress("A".repeat(20)), "report_addresses_token_format"],
    ["a report address that can be guessed", reportAddress("a"), "report_addresses_token_format"],
    ["a second counted copy of a report", report({ id: 2, content: otherContent }), "reports_counted_key"],
    [
      "the same copy twice",
      report({ id: 2, counted: false }),
      "reports_domain_id_report_key_content_hash_key",
    ],
    ["a report key that is no SHA-256", set("reports", "report_key = '\\x00'"), "reports_hash_length"],
    ["negative sessions of a report", set("reports", "failed = -1"), "reports_sessions_not_negative"],
    [
      "a day that is not the start's",
      set("reports", "day = '2026-03-30'"),
      "reports_day_is_utc_day_of_start",
    ],
    ["a negative position", set("policy_results", "position = -1"), "policy_results_position_not_negative"],
    [
      "negative sessions of a policy",
      set("policy_results", "successful = -1"),
      "policy_results_sessions_not_negative",
    ],
    [
      "a duplicate of itself",
      set("policy_results", "duplicate_of = 0"),
      "policy_results_duplicate_of_another",
    ],
    ["negative sessions of a failure", failureDetail(0, -1), "failure_details_sessions_not_negative"],
    ["a failure's negative position", failureDetail(-1, 1), "failure_details_position_not_negative"],
    ["negative sessions of a day", dailySessions(-1), "daily_sessions_not_negative"],
    ["negative failures of a day", dailyFailures(-1), "daily_failures_not_negative"],
    [
      "a quarantine reason in prose",
      quarantined("Not a report.", content),
      "quarantined_reports_reason_format",
    ],
    [
      "a quarantine hash that is no SHA-256",
      quarantined("unreadable", "'\\x00'"),
      "quarantined_reports_hash_length",
    ],
    ["an audit action without a verb", audit("domain"), "audit_events_action_format"],
    [
      "negative points",
      "INSERT INTO rate_limits (key, points) VALUES ('k', -1)",
      "rate_limits_points_not_negative",
    ],
  ])("%s", async (_, sql, constraint) => {
    await expect(db.pool.query(sql)).rejects.toMatchObject({ constraint });
  });
});

describe("accepted", () => {
  test.each([
    ["a domain of 253 octets", set("domains", `name = '${longName(253)}'`)],
    ["a conflicting copy that does not count", report({ id: 2, content: otherContent, counted: false })],
    ["the same report at another domain", report({ id: 1, at: otherDomain })],
    ["a name that two organizations claim and one proves", prove(domain)],
    ["a report whose end lies before its start", set("reports", "end_at = '2026-03-01Z'")],
    ["an audit action of several words", audit("sign-in-link.created")],
  ])("%s", async (_, sql) => {
    await expect(db.pool.query(sql)).resolves.toBeDefined();
  });

  test("the UTC day of the start, whatever zone the session speaks", async () => {
    await db.pool.query(
      `BEGIN; SET LOCAL TIME ZONE 'Pacific/Auckland'; ${report({ id: 2, at: otherDomain })}; COMMIT`,
    );
    const { rows } = await db.pool.query("SELECT DISTINCT day FROM reports");
    expect(rows).toEqual([{ day: "2026-03-31" }]);
  });
});

test("every time carries its zone", async () => {
  const { rows } = await db.pool.query(`
    SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type LIKE '%time%' AND data_type <> 'timestamp with time zone'`);
  expect(rows).toEqual([]);
});

test("every foreign key has an index that begins with its columns", async () => {
  const { rows } = await db.pool.query(`
    SELECT conrelid::regclass::text AS table, conname AS key FROM pg_constraint
    WHERE contype = 'f' AND NOT EXISTS (
      SELECT FROM pg_index WHERE indrelid = conrelid AND indpred IS NULL
        AND (indkey::int2[])[0:cardinality(conkey) - 1] = conkey)`);
  expect(rows).toEqual([]);
});

function set(table: string, assignment: string): string {
  return `UPDATE ${table} SET ${assignment} WHERE ctid = (SELECT min(ctid) FROM ${table})`;
}

function prove(id: string | undefined): string {
  return `UPDATE domains SET verified_at = now(), verified_by = 'txt' WHERE id = '${id}'`;
}

function longName(length: number): string {
  return ["a".repeat(length - 191), "b".repeat(63), "c".repeat(63), "d".repeat(62)].join(".");
}

function session(token: string, version: number): string {
  return `INSERT INTO sessions (id, session_token, user_id, session_version, expires) VALUES (gen_random_uuid(), '${token}', '${user}', ${version}, now())`;
}

function signInLink(token: string): string {
  return `INSERT INTO sign_in_links (token_hash, user_id, expires_at) VALUES ('${token}', '${user}', now())`;
}

function invitation(token: string, email: string | null): string {
  const address = email === null ? "NULL" : `'${email}'`;
  return `INSERT INTO invitations (id, token_hash, email, role, expires_at) VALUES (gen_random_uuid(), '${token}', ${address}, 'member', now())`;
}

function reportAddress(token: string): string {
  return `INSERT INTO report_addresses (token, domain_id) VALUES ('${token}', '${domain}')`;
}

function report(given: {
  id: number;
  at?: string | undefined;
  content?: string | undefined;
  counted?: boolean;
}): string {
  const id = `00000000-0000-7000-9000-00000000000${given.id}`;
  return `INSERT INTO reports (domain_id, id, report_key, content_hash, counted, reporter, report_id, start_at, end_at, day,
      successful, failed, road, trust, trust_reason, received_at, raw, findings, contribution)
    VALUES ('${given.at ?? domain}', '${id}', ${key}, ${given.content ?? content}, ${given.counted ?? true}, 'Reporter', 'r1',
      '2026-03-31T23:30:00Z', '2026-04-01T23:30:00Z', '2026-03-31', 1, 0, 'https', 'unverified', '', now(), '', '[]', '{}')`;
}

function policyResult(given: { position: number }): string {
  return `INSERT INTO policy_results (domain_id, report_id, position, policy_type, policy_string, mx_host, successful, failed, belongs)
    SELECT domain_id, id, ${given.position}, 'sts', '[]', '[]', 1, 0, true FROM reports`;
}

function failureDetail(position: number, sessions: number): string {
  return `INSERT INTO failure_details (domain_id, report_id, policy_position, position, result_type, failed_sessions)
    SELECT domain_id, id, 0, ${position}, 'validation-failure', ${sessions} FROM reports`;
}

function dailySessions(failed: number): string {
  return `INSERT INTO daily_sessions (domain_id, day, reporter, trust, policy_type, reports, successful, failed, updated_at)
    VALUES ('${domain}', '2026-03-31', 'Reporter', 'dkim', 'sts', 1, 0, ${failed}, now())`;
}

function dailyFailures(failed: number): string {
  return `INSERT INTO daily_failures (domain_id, day, reporter, trust, policy_type, result_type, mx_host, failed_sessions)
    VALUES ('${domain}', '2026-03-31', 'Reporter', 'dkim', 'sts', '', '', ${failed})`;
}

function quarantined(reason: string, rawHash: string | undefined): string {
  return `INSERT INTO quarantined_reports
      (organization_id, domain_id, id, received_at, road, credentials, reason, findings, raw_hash, raw)
    SELECT organization_id, id, gen_random_uuid(), now(), 'https', '{}', '${reason}', '[]', ${rawHash}, ''
    FROM domains WHERE id = '${domain}'`;
}

function audit(action: string): string {
  return `INSERT INTO audit_events (id, action) VALUES (gen_random_uuid(), '${action}')`;
}
