import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { buildMbox, buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import { buildZip } from "#lib/net/unpack/testing/zip-file.ts";
import type { Actor } from "#lib/services/context.ts";
import { makeDomain, makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import type { Taken } from "./take-bundle.ts";
import { uploadReports } from "./upload-reports.ts";

let db: Db;
let drop: () => Promise<void>;
let owner: { organization: string; actor: Actor };
let viewer: Actor;
let round = 0;
let name: string;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  owner = await makeUser(db, "owner@example.test");
  const other = await makeUser(db, "viewer@example.test");
  await makeMember(db, other.userId, owner.organization, "viewer");
  viewer = other.actor;
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  name = `upload${round}.test`;
  await makeDomain(db, owner.organization, name);
});

function json(id: string, domain = name): string {
  return JSON.stringify({
    "organization-name": "Reporter",
    "date-range": { "start-datetime": "2026-03-08T00:00:00Z", "end-datetime": "2026-03-08T23:59:59Z" },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": ["version: STSv1"], "policy-domain": domain },
        summary: { "total-successful-session-count": 5, "total-failure-session-count": 0 },
      },
    ],
  });
}

const part = (id: string, domain = name) => ({
  type: "application/tlsrpt+gzip",
  name: `${id}.json.gz`,
  content: gzipSync(json(id, domain)),
});

async function* chunks(file: Uint8Array | string) {
  yield Buffer.from(file);
}

async function upload(file: Uint8Array | string, domain: string | null = name, actor = owner.actor) {
  const taken = await uploadReports(testContext(db, actor), {
    organization: owner.organization,
    domain,
    chunks: chunks(file),
    fileName: "from the desk.json",
    size: null,
  });
  if (!taken.ok) return taken.code;
  const all: Taken[] = [];
  for await (const one of taken.value) all.push(one);
  return all.map(told);
}

/** `report` with the kinds of its receipts, or why it was not one. */
function told(taken: Taken): string {
  switch (taken.kind) {
    case "report":
      return taken.receipts.map((receipt) => receipt.kind).join("+");
    case "refused":
      return `refused ${taken.reason}${taken.kept ? ", kept" : ""}`;
    case "skipped":
      return `skipped ${taken.reason}`;
    default:
      return taken satisfies never;
  }
}

test.each<[string, () => Uint8Array | string, string[]]>([
  ["JSON", () => json("1"), ["stored"]],
  ["gzip", () => gzipSync(json("1")), ["stored"]],
  [
    "zip with a report twice, and a text",
    () =>
      buildZip([
        { name: "a.json", content: json("1") },
        { name: "b.json", content: json("1") },
        { name: "readme.txt", content: "Reports." },
      ]),
    ["stored", "duplicate", "skipped not-a-report"],
  ],
  ["a saved mail", () => buildReportMail([part("1")]), ["stored"]],
  [
    "a mailbox",
    () => buildMbox([buildReportMail([part("1")]), buildReportMail([part("2")])]),
    ["stored", "stored"],
  ],
  ["JSON that is no report", () => "{}", ["unreadable"]],
  ["a damaged gzip", () => gzipSync(json("1")).subarray(0, 60), ["refused not-gzip, kept"]],
  ["a report about somebody else", () => json("1", "elsewhere.test"), ["foreign-domain"]],
])("%s", async (_, file, expected) => {
  expect(await upload(file())).toEqual(expected);
});

test("the member vouches for it, by name", async () => {
  await upload(json("1"));
  const [report] = await db.prisma.report.findMany({ where: { domain: { name } } });
  expect(report).toMatchObject({
    road: "upload",
    trust: "upload",
    trustReason: "uploaded-by:owner@example.test",
    peer: null,
  });
});

describe("for the whole organization", () => {
  test("each report goes to the domains that it names, and what names none is kept aside", async () => {
    const second = `second-${name}`;
    await makeDomain(db, owner.organization, second);
    const archive = buildZip([
      { name: "a.json", content: json("1") },
      { name: "b.json", content: json("2", second) },
      { name: "c.json", content: json("3", "elsewhere.test") },
    ]);
    expect(await upload(archive, null)).toEqual(["stored", "stored", "foreign-domain"]);
    expect(await db.prisma.report.count({ where: { domain: { name } } })).toBe(1);
    expect(await db.prisma.report.count({ where: { domain: { name: second } } })).toBe(1);
    expect(await db.prisma.quarantined.count({ where: { domainId: null } })).toBe(1);
  });
});

describe("is refused", () => {
  test.each<[string, () => Actor, () => string | null, string]>([
    ["to viewers", () => viewer, () => name, "forbidden"],
    ["to viewers, for the organization", () => viewer, () => null, "forbidden"],
    ["without signing in", () => ({ kind: "anonymous" }), () => name, "unauthenticated"],
    ["for somebody else’s domain", () => owner.actor, () => "elsewhere.test", "not-found"],
  ])("%s", async (_, actor, domain, code) => {
    expect(await upload(json("1"), domain(), actor())).toBe(code);
  });

  test("before the domain is proven", async () => {
    await makeDomain(db, owner.organization, `un${name}`, { verifiedAt: null });
    expect(await upload(json("1", `un${name}`), `un${name}`)).toBe("not-proven");
  });
});

test("what is kept aside keeps the name of the file", async () => {
  await upload(Buffer.from("{"));
  const kept = await db.prisma.quarantined.findFirstOrThrow({ where: { domain: { name } } });
  expect(kept.fileName).toBe("from the desk.json");
});
