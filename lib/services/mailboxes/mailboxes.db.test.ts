import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db, Role } from "#lib/db/client.ts";
import { claimMailbox } from "#lib/db/mailboxes/mailbox-claim.ts";
import { keepFault } from "#lib/db/mailboxes/mailbox-state.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { TokenClient } from "#lib/net/mail/imap/ask-token.ts";
import type { ImapAccount } from "#lib/net/mail/imap/connect-imap.ts";
import { ImapTrouble } from "#lib/net/mail/imap/imap-trouble.ts";
import type { ImapSession } from "#lib/net/mail/imap/session.ts";
import type { Actor } from "#lib/services/context.ts";
import { makeMember, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { createVault } from "#lib/services/vault.ts";
import { addMailbox } from "./add-mailbox.ts";
import { editMailbox } from "./edit-mailbox.ts";
import { listMailboxes } from "./list-mailboxes.ts";
import { openSecret } from "./mailbox-secret.ts";
import { mailboxSettings } from "./mailbox-settings.ts";
import { pauseMailbox } from "./pause-mailbox.ts";
import { removeMailbox } from "./remove-mailbox.ts";
import { showMailbox } from "./show-mailbox.ts";
import { testMailbox } from "./test-mailbox.ts";

let db: Db;
let drop: () => Promise<void>;
let organization: string;
let actors: Record<Role, Actor>;
let outsider: Actor;
let round = 0;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  round += 1;
  const made = { owner: await makeUser(db, `owner${round}@example.test`) };
  organization = made.owner.organization;
  actors = { owner: made.owner.actor } as Record<Role, Actor>;
  for (const role of ["admin", "member", "viewer"] as const) {
    const user = await makeUser(db, `${role}${round}@example.test`);
    await makeMember(db, user.userId, organization, role);
    actors[role] = user.actor;
  }
  outsider = (await makeUser(db, `outsider${round}@example.test`)).actor;
});

const given = {
  name: "",
  host: "IMAP.Mailhost.Example.",
  port: "993",
  security: "tls",
  authentication: "password",
  user: "reports@mailhost.example",
  secret: "correct horse",
  folder: "INBOX",
  afterwards: "leave",
  moveTo: "",
};

const client = {
  authentication: "oauth2_client",
  tokenUrl: "https://login.example/tenant/token",
  clientId: "app",
  scope: "mail",
};

type Changes = Partial<typeof given & typeof client & { refreshToken: string }>;

const settingsWith = (changes: Changes = {}) => mailboxSettings.parse({ ...given, ...changes });
const as = (actor: Actor) => testContext(db, actor);

async function added(changes: Changes = {}): Promise<string> {
  const result = await addMailbox(as(actors.admin), { organization, settings: settingsWith(changes) });
  if (!result.ok) throw new Error(result.code);
  return result.value.id;
}

function rowOf(id: string) {
  return db.prisma.mailbox.findUniqueOrThrow({ where: { id } });
}

test("the password is sealed, and nothing that is shown holds it", async () => {
  const id = await added();
  const row = await rowOf(id);
  expect(Buffer.from(row.secret).toString("latin1")).not.toContain("correct horse");
  expect(openSecret(as(actors.admin), row)).toEqual({ secret: "correct horse", refreshToken: "" });
  const vault = createVault("another secret of another installation");
  expect(openSecret({ vault }, row)).toBeNull();
  expect(openSecret(as(actors.admin), { ...row, id: "another" })).toBeNull();
  const shown = [
    await listMailboxes(as(actors.admin), organization),
    await showMailbox(as(actors.admin), { organization, id }),
  ];
  expect(JSON.stringify(shown)).not.toMatch(/secret|correct horse/);
  expect(shown[1]).toMatchObject({
    value: { name: given.user, host: "imap.mailhost.example", state: "waiting" },
  });
});

test.each(["member", "viewer"] as const)("a %s may look, and change nothing", async (role) => {
  const id = await added();
  const context = as(actors[role]);
  const path = { organization, id };
  expect(await listMailboxes(context, organization)).toMatchObject({ ok: true });
  const refused = await Promise.all([
    addMailbox(context, { organization, settings: settingsWith() }),
    editMailbox(context, { ...path, settings: settingsWith() }),
    pauseMailbox(context, { ...path, paused: true }),
    removeMailbox(context, path),
    showMailbox(context, path),
    testMailbox(context, { ...path, settings: null }),
  ]);
  expect(refused.map((result) => !result.ok && result.code)).toEqual(Array(6).fill("forbidden"));
});

test("a mailbox of another organization answers like none", async () => {
  const id = await added();
  const own = (
    await db.prisma.member.findFirstOrThrow({
      where: { user: { email: `outsider${round}@example.test` } },
      include: { organization: true },
    })
  ).organization.slug;
  expect(await showMailbox(as(outsider), { organization: own, id })).toEqual({
    ok: false,
    code: "not-found",
  });
  expect(await removeMailbox(as(outsider), { organization, id })).toEqual({ ok: false, code: "not-found" });
});

describe("an edit without a password", () => {
  test("keeps the one that is there, lets the mailbox be tried at once, and takes it from its reader", async () => {
    const id = await added();
    await claimMailbox(db, id, "01900000-0000-7000-8000-000000000001");
    await db.prisma.mailbox.update({ where: { id }, data: { uidValidity: 7n, lastUid: 99n } });
    const settings = settingsWith({ secret: "", afterwards: "flag", name: "Reports" });
    expect(await editMailbox(as(actors.admin), { organization, id, settings })).toMatchObject({ ok: true });
    const row = await rowOf(id);
    expect(row).toMatchObject({
      claim: null,
      claimedUntil: null,
      lastUid: 99n,
      afterwards: "flag",
      name: "Reports",
    });
    expect(openSecret(as(actors.admin), row)?.secret).toBe("correct horse");
  });

  test.each([
    { host: "elsewhere.example" },
    { port: "143" },
    { security: "starttls" },
    { user: "somebody@mailhost.example" },
  ])("does not hand it to %j", async (change) => {
    const id = await added();
    const settings = settingsWith({ ...change, secret: "" });
    const refused = { ok: false, code: "secret-missing" };
    expect(await editMailbox(as(actors.admin), { organization, id, settings })).toEqual(refused);
    expect(await testMailbox(as(actors.admin), { organization, id, settings })).toEqual(refused);
    expect(await rowOf(id)).toMatchObject({ host: "imap.mailhost.example", port: 993 });
  });
});

describe("an OAuth 2 client", () => {
  const ours = { ...client, secret: "client secret", refreshToken: "first" };

  test("is shown without its secrets, which are sealed together", async () => {
    const id = await added(ours);
    const row = await rowOf(id);
    expect(openSecret(as(actors.admin), row)).toEqual({ secret: "client secret", refreshToken: "first" });
    expect(Buffer.from(row.secret).toString("latin1")).not.toMatch(/client secret|first/);
    const shown = await showMailbox(as(actors.admin), { organization, id });
    expect(shown).toMatchObject({ value: { tokenUrl: client.tokenUrl, clientId: "app", scope: "mail" } });
    expect(JSON.stringify(shown)).not.toMatch(/client secret|first/);
  });

  test.each([
    { tokenUrl: "https://elsewhere.example/" },
    { clientId: "another" },
    { user: "b@mailhost.example" },
  ])("keeps its secrets from %j", async (change) => {
    const id = await added(ours);
    const settings = settingsWith({ ...client, ...change, secret: "" });
    const refused = { ok: false, code: "secret-missing" };
    expect(await editMailbox(as(actors.admin), { organization, id, settings })).toEqual(refused);
    expect(await testMailbox(as(actors.admin), { organization, id, settings })).toEqual(refused);
  });

  test("keeps them over a change of the scope, and gives both up for a new one", async () => {
    const id = await added(ours);
    const path = { organization, id };
    const kept = settingsWith({ ...client, scope: "other", secret: "" });
    expect(await editMailbox(as(actors.admin), { ...path, settings: kept })).toMatchObject({ ok: true });
    expect(openSecret(as(actors.admin), await rowOf(id))?.refreshToken).toBe("first");
    const renewed = settingsWith({ ...client, secret: "new" });
    await editMailbox(as(actors.admin), { ...path, settings: renewed });
    expect(openSecret(as(actors.admin), await rowOf(id))).toEqual({ secret: "new", refreshToken: "" });
  });

  test("leaves nothing of itself when a password takes its place", async () => {
    const id = await added(ours);
    await editMailbox(as(actors.admin), { organization, id, settings: settingsWith({ secret: "plain" }) });
    expect(await rowOf(id)).toMatchObject({ tokenUrl: null, clientId: null, scope: null });
    expect(openSecret(as(actors.admin), await rowOf(id))).toEqual({ secret: "plain", refreshToken: "" });
  });
});

test("another folder is read from its beginning", async () => {
  const id = await added();
  await db.prisma.mailbox.update({ where: { id }, data: { uidValidity: 7n, lastUid: 99n } });
  await editMailbox(as(actors.admin), { organization, id, settings: settingsWith({ folder: "Reports" }) });
  expect(await rowOf(id)).toMatchObject({ uidValidity: null, lastUid: 0n });
});

test("a fault is shown with the server's words, and pausing ends it", async () => {
  const id = await added();
  const claim = "01900000-0000-7000-8000-000000000002";
  await claimMailbox(db, id, claim);
  await keepFault(db, id, claim, { fault: { code: "login-refused", words: "Bye" }, restSeconds: 3_600 });
  const now = new Date();
  const context = { ...as(actors.viewer), now };
  const listed = await listMailboxes(context, organization);
  expect(listed).toMatchObject({
    value: {
      mailboxes: [
        { state: "fault", fault: { code: "login-refused", words: "Bye" }, nextTryAt: expect.any(Date) },
      ],
    },
  });
  expect(await claimMailbox(db, id, claim)).toBe(false);
  await pauseMailbox(as(actors.admin), { organization, id, paused: true });
  expect(await claimMailbox(db, id, claim)).toBe(false);
  await pauseMailbox(as(actors.admin), { organization, id, paused: false });
  expect(await claimMailbox(db, id, claim)).toBe(true);
  expect(await rowOf(id)).toMatchObject({ failures: 0, fault: null });
});

test("what was done stands in the audit log, without the password", async () => {
  const id = await added();
  await editMailbox(as(actors.admin), {
    organization,
    id,
    settings: settingsWith({ secret: "new password" }),
  });
  await pauseMailbox(as(actors.admin), { organization, id, paused: true });
  await pauseMailbox(as(actors.admin), { organization, id, paused: false });
  await removeMailbox(as(actors.admin), { organization, id });
  const events = await db.prisma.auditEvent.findMany({
    where: { organization: { slug: organization } },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ action }) => action)).toEqual([
    "mailbox.added",
    "mailbox.edited",
    "mailbox.paused",
    "mailbox.resumed",
    "mailbox.removed",
  ]);
  expect(JSON.stringify(events)).not.toMatch(/correct horse|new password/);
});

describe("a test", () => {
  const session: ImapSession = {
    abilities: { idle: true, move: false },
    openFolder: async (_, { readOnly }) => {
      expect(readOnly).toBe(true);
      return { uidValidity: 1n, mails: 42 };
    },
    hasFolder: async (folder) => folder === "Done",
    createFolder: () => Promise.reject(new Error("a test changes nothing")),
    uidsAbove: () => Promise.reject(new Error("a test reads nothing")),
    overviews: () => Promise.reject(new Error("a test reads nothing")),
    sources: () => Promise.reject(new Error("a test reads nothing")),
    mark: () => Promise.reject(new Error("a test changes nothing")),
    move: () => Promise.reject(new Error("a test changes nothing")),
    waitForMail: async () => {},
    close: async () => {},
  };

  function withServer(accounts: ImapAccount[]) {
    const context = as(actors.admin);
    const connectImap = async (account: ImapAccount) => {
      accounts.push(account);
      return session;
    };
    return { ...context, net: { ...context.net, connectImap } };
  }

  test("of the stored mailbox tells what is there", async () => {
    const id = await added();
    const accounts: ImapAccount[] = [];
    const result = await testMailbox(withServer(accounts), { organization, id, settings: null });
    expect(result).toEqual({
      ok: true,
      value: { kind: "works", mails: 42, abilities: { idle: true, move: false }, moveTo: null },
    });
    expect(accounts).toMatchObject([{ host: "imap.mailhost.example", secret: "correct horse" }]);
  });

  test("of the form uses what stands there, and tells whether the folder for taken mails exists", async () => {
    const accounts: ImapAccount[] = [];
    const settings = settingsWith({ secret: "typed", afterwards: "move", moveTo: "Done" });
    const result = await testMailbox(withServer(accounts), { organization, id: null, settings });
    expect(result).toMatchObject({ value: { moveTo: { folder: "Done", exists: true } } });
    expect(accounts).toMatchObject([{ secret: "typed" }]);
  });

  test("of an OAuth 2 client logs in with a fresh token, and keeps the refresh token that came with it", async () => {
    const id = await added({ ...client, refreshToken: "first" });
    const accounts: ImapAccount[] = [];
    const asked: TokenClient[] = [];
    const server = withServer(accounts);
    const askToken = async (by: TokenClient) => {
      asked.push(by);
      return { accessToken: `token ${asked.length}`, refreshToken: "second" };
    };
    const context = { ...server, net: { ...server.net, askToken } };
    const tested = await testMailbox(context, { organization, id, settings: null });
    expect(tested).toMatchObject({ value: { kind: "works" } });
    await testMailbox(context, { organization, id, settings: null });
    const secret = "correct horse";
    const { authentication: _, ...door } = client;
    expect(asked).toEqual([
      { ...door, clientSecret: secret, refreshToken: "first" },
      { ...door, clientSecret: secret, refreshToken: "second" },
    ]);
    expect(accounts).toMatchObject([
      { authentication: "oauth2", secret: "token 1", user: given.user },
      { authentication: "oauth2", secret: "token 2" },
    ]);
  });

  test("tells the fault, and cannot be used to try passwords", async () => {
    const context = as(actors.admin);
    const connectImap = async () => {
      throw new ImapTrouble("login-refused", "No");
    };
    const hostile = { ...context, net: { ...context.net, connectImap } };
    const results: unknown[] = [];
    for (let attempt = 0; attempt < 31; attempt += 1) {
      results.push(await testMailbox(hostile, { organization, id: null, settings: settingsWith() }));
    }
    expect(results[0]).toEqual({
      ok: true,
      value: { kind: "fault", fault: { code: "login-refused", words: "No" } },
    });
    expect(results.at(-1)).toMatchObject({ ok: false, code: "rate-limited" });
  });
});
