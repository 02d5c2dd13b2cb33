import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import type { Outcome } from "./command.ts";
import { parseCall } from "./parse-call.ts";
import { commands } from "./run-command-line.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const today = new Date().toISOString().slice(0, 10);

let db: Db;
let url: string;
let drop: () => Promise<void>;
let directory: string;
let organization: string;
let domainId: string;

beforeAll(async () => {
  ({ db, url, drop } = await createTestDatabase());
  directory = await mkdtemp(join(tmpdir(), "sealpost-cli-"));
  ({ organization } = await makeUser(db, "owner@example.com"));
  ({ domainId } = await makeDomain(db, organization, "import.example"));
});
afterAll(async () => {
  await drop();
  await rm(directory, { recursive: true, force: true });
});

type Ended = { code: number; out: string; err: string };

/** As a process of its own, as an operator runs it. */
async function run(script: string, ...words: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [`scripts/${script}.ts`, ...words], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: url,
      AUTH_SECRET: "a secret of the tests, long enough for it",
      PUBLIC_URL: "https://sealpost.example",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = { code: -1, out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    ended.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    ended.err += chunk;
  });
  const [code] = await once(child, "close");
  return { ...ended, code };
}

/** The same without a process. */
async function cli(...words: string[]): Promise<Outcome & { out: string }> {
  const parsed = parseCall(words, commands);
  if (parsed.kind !== "run") throw new Error(`Not a call: ${JSON.stringify(parsed)}`);
  const context = testContext(db, { kind: "system" }, { now: new Date() });
  const outcome = await parsed.command.run({ ...parsed.call, context, progress: () => {} });
  return { ...outcome, out: outcome.lines.join("\n") };
}

function report(id: string, domain = "import.example"): string {
  return JSON.stringify({
    "organization-name": "Reporter",
    "date-range": { "start-datetime": `${today}T00:00:00Z`, "end-datetime": `${today}T23:59:59Z` },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": [], "policy-domain": domain },
        summary: { "total-successful-session-count": 10, "total-failure-session-count": 0 },
      },
    ],
  });
}

function mailWith(json: string): string {
  return [
    "From: Reporter <tls@reporter.example>",
    "To: tls@import.example",
    "Subject: Report Domain: import.example",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type="tlsrpt"; boundary=b',
    "",
    "--b",
    "Content-Type: application/tlsrpt+gzip",
    "Content-Transfer-Encoding: base64",
    "",
    gzipSync(json).toString("base64"),
    "--b--",
    "",
  ].join("\r\n");
}

/** Files under a directory of their own. */
async function folder(files: Record<string, string | Uint8Array>): Promise<string> {
  const made = await mkdtemp(join(directory, "reports-"));
  await mkdir(join(made, "inner"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(made, name), content);
  return made;
}

async function sessions(): Promise<number> {
  const sum = await db.prisma.dailySessions.aggregate({ _sum: { successful: true }, where: { domainId } });
  return Number(sum._sum.successful ?? 0);
}

test("as a process: results on standard output, refusals on standard error, and the exit code", async () => {
  const made = await folder({ "process.json": report("process") });
  const words = ["report", "import", "--organization", organization, "--json", made];
  const imported = await run("cli", ...words);
  expect({ ...imported, out: JSON.parse(imported.out) }).toMatchObject({
    code: 0,
    out: { counts: { stored: 1 }, notTaken: [] },
    err: "",
  });
  const replayed = await run("replay", "--domain", "import.example");
  expect(replayed).toMatchObject({ code: 0, out: expect.stringContaining("1 unchanged"), err: "" });
  const unknown = await run("cli", "sign-in-link", "--email", "nobody@example.com");
  expect(unknown).toMatchObject({ code: 1, out: "", err: expect.stringContaining("nobody@example.com") });
  const wrong = await run("cli", "domain", "drop");
  expect(wrong).toMatchObject({ code: 2, out: "", err: expect.stringContaining("--help") });
}, 120_000);

describe("user create", () => {
  test("makes an account that joins an organization, and prints a link that signs in", async () => {
    const { code, json } = await cli(
      ...["user", "create", "--email", "New@Example.com", "--name", "New"],
      ...["--organization", organization, "--role", "viewer"],
    );
    expect(code).toBe(0);
    expect(json).toMatchObject({
      email: "new@example.com",
      link: expect.stringMatching(/sign-in\/link\/\S{40,}$/),
    });
    const user = await db.prisma.user.findUniqueOrThrow({
      where: { email: "new@example.com" },
      include: { memberships: { include: { organization: true } }, signInLinks: true },
    });
    expect(user).toMatchObject({ name: "New", passwordHash: null });
    expect(user.signInLinks).toHaveLength(1);
    const roles = user.memberships.map(({ role, organization: { slug } }) => [slug === organization, role]);
    expect(roles.sort()).toEqual([
      [false, "owner"],
      [true, "viewer"],
    ]);
  });

  test.each([
    ["an address that is taken", ["--email", "owner@example.com"], 1, "already"],
    ["what is no address", ["--email", "nobody"], 2, "no e-mail address"],
    [
      "a role that is none",
      ["--email", "x@example.com", "--organization", "y", "--role", "king"],
      2,
      "owner, admin",
    ],
    [
      "an unknown organization",
      ["--email", "x@example.com", "--organization", "nowhere"],
      1,
      "owner-example-com",
    ],
  ])("refuses %s", async (_what, words, expected, told) => {
    const { code, out } = await cli("user", "create", ...words);
    expect(code).toBe(expected);
    expect(out).toContain(told);
  });
});

test("domain add prints what to publish, again when the domain is there", async () => {
  const add = () => cli("domain", "add", "New.Example", "--organization", organization);
  const { json: first, out } = await add();
  expect(first).toMatchObject({ domain: "new.example", added: true, reachable: true });
  expect(first.publish).toMatchObject([
    { name: "_sealpost.new.example", type: "TXT", value: expect.stringMatching(/^sealpost-domain=/) },
    { name: "_smtp._tls.new.example", value: expect.stringContaining(String(first.httpsUri)) },
    { name: "mta-sts.new.example" },
    { purpose: "policy", text: null },
    { name: "_mta-sts.new.example" },
  ]);
  expect((await add()).json).toMatchObject({ added: false, publish: first.publish });
  expect(out).toContain(`_smtp._tls.new.example TXT\n  v=TLSRPTv1; rua=${first.httpsUri}`);
  expect((await cli("domain", "add", "no domain", "--organization", organization)).code).toBe(2);
});

describe("report import", () => {
  const take = (...words: string[]) => cli("report", "import", "--organization", organization, ...words);

  test("takes files of every kind out of directories, once", async () => {
    const mbox = ["two", "three"].map(
      (id) => `From reporter@example Mon Mar  9 00:00:00 2026\n${mailWith(report(id))}\n`,
    );
    const made = await folder({
      "one.json": report("one"),
      "inner/mails.mbox": mbox.join(""),
      "inner/four.eml": mailWith(report("four")),
      "inner/five.json.gz": gzipSync(report("five")),
      "inner/hello.eml": "From: a@example.com\r\nSubject: hello\r\n\r\nNo report.\r\n",
    });
    const before = await sessions();
    const first = await take(made);
    expect(first).toMatchObject({ code: 0, json: { counts: { stored: 5, skipped: 1 }, notTaken: [] } });
    expect(await sessions()).toBe(before + 50);
    const trusts = await db.prisma.report.findMany({
      where: { domainId },
      select: { trust: true, trustReason: true },
    });
    expect(new Set(trusts.map(({ trust, trustReason }) => `${trust} ${trustReason}`))).toEqual(
      new Set(["upload uploaded-by:The command line"]),
    );
    expect(await take(made)).toMatchObject({ code: 0, json: { counts: { duplicate: 5 } } });
    expect(await sessions()).toBe(before + 50);
  });

  test("names what it could not take, takes the rest, and ends with 1", async () => {
    const before = await sessions();
    const made = await folder({
      "bad.json": '{"organization-name": "Rep',
      "foreign.json": report("six", "elsewhere.example"),
      "good.json": report("seven"),
    });
    const { code, out } = await take(made, join(made, "missing.json"));
    expect(code).toBe(1);
    expect(out).toMatch(/bad\.json.*unreadable.*\(in quarantine\)/);
    expect(out).toMatch(/foreign\.json.*foreign-domain.*elsewhere\.example.*\(in quarantine\)/);
    expect(out).toMatch(/missing\.json.*unread.*ENOENT/);
    expect(await sessions()).toBe(before + 10);
  });

  test.each([
    ["an unknown organization", ["--organization", "nowhere"], "There is no organization"],
    ["an unknown domain", ["--domain", "nowhere.example"], "has no domain nowhere.example"],
  ])("refuses %s", async (_what, words, told) => {
    const { code, out } = await take(...words, directory);
    expect(code).toBe(1);
    expect(out).toContain(told);
  });

  test("refuses a domain that is not proven", async () => {
    await makeDomain(db, organization, "unproven.example", { verifiedAt: null });
    const { code, out } = await take("--domain", "unproven.example", directory);
    expect(code).toBe(1);
    expect(out).toContain("not proven");
  });
});

describe("api-key create", () => {
  test("prints a key that works for the only organization that the user manages", async () => {
    const { code, out, json } = await cli(
      ...["api-key", "create", "--email", "owner@example.com", "--name", "backup"],
      ...["--scope", "read,write", "--expires-in-days", "30"],
    );
    expect(code).toBe(0);
    const stored = await db.prisma.apiKey.findUniqueOrThrow({ where: { id: String(json.id) } });
    expect(stored).toMatchObject({ name: "backup", scopes: ["read", "write"], prefix: json.prefix });
    expect(out).toBe(json.key);
    expect(stored.keyHash).toHaveLength(32);
  });

  test.each([
    ["a scope that is none", ["--scope", "delete"], 2, "--scope"],
    ["no days", ["--expires-in-days", "0"], 2, "--expires-in-days"],
  ])("refuses %s", async (_what, words, expected, told) => {
    const { code, out } = await cli(
      "api-key",
      "create",
      "--email",
      "owner@example.com",
      "--name",
      "x",
      ...words,
    );
    expect(code).toBe(expected);
    expect(out).toContain(told);
  });

  test("refuses whoever does not manage the organization", async () => {
    const { userId } = await makeUser(db, "viewer@example.com");
    await makeMember(db, userId, organization, "viewer");
    const words = ["--email", "viewer@example.com", "--name", "x", "--organization", organization];
    expect(await cli("api-key", "create", ...words)).toMatchObject({ code: 1, json: { error: "forbidden" } });
  });
});

describe("replay", () => {
  test("takes from quarantine what can be counted by now, and changes nothing the second time", async () => {
    const quarantined = () => db.prisma.quarantined.count();
    const before = { held: await quarantined(), sessions: await sessions() };
    expect(before.held).toBe(2);
    const { domainId: late } = await makeDomain(db, organization, "elsewhere.example");
    expect(await cli("report", "replay", "--dry-run")).toMatchObject({
      code: 0,
      json: { dryRun: true, quarantine: { waiting: 2 } },
    });
    expect(await cli("report", "replay")).toMatchObject({
      code: 0,
      json: { reports: { counts: { unchanged: 7 }, notable: [] }, quarantine: { replayed: 1, left: 1 } },
    });
    expect(await db.prisma.report.count({ where: { domainId: late, trust: "upload" } })).toBe(1);
    const second = await cli("report", "replay", "--organization", organization, "--quarantined-only");
    expect(second.json).toMatchObject({ reports: null, quarantine: { replayed: 0, left: 1 } });
    expect(await sessions()).toBe(before.sessions);
  });

  test("refuses an unknown domain", async () => {
    const asked = cli("report", "replay", "--domain", "nowhere.example");
    expect(await asked).toMatchObject({ code: 1, json: { error: "unknown-domain" } });
  });
});
