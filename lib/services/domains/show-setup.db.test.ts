import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MxRecord } from "#lib/core/evidence.ts";
import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Actor, Context } from "#lib/services/context.ts";
import {
  makeDomain,
  makeMember,
  makeUser,
  type Outside,
  servedPolicy,
  testContext,
} from "#lib/services/testing/test-world.ts";
import { brief, checkDomain } from "./check-domain.ts";
import { setOwnRua } from "./set-own-rua.ts";
import { showSetup } from "./show-setup.ts";

let db: Db;
let drop: () => Promise<void>;
let owner: { organization: string; actor: Actor };
const path = () => ({ organization: owner.organization, domain: "example.test" });
const mx: MxRecord[] = [
  { preference: 10, exchange: "mx1.example.test" },
  { preference: 20, exchange: "mx2.example.test" },
];

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
  owner = await makeUser(db, "owner@example.test");
  await makeDomain(db, owner.organization, "example.test");
});
afterAll(() => drop());

function context(outside: Outside = {}, rest: Partial<Context> = {}): Context {
  return testContext(db, owner.actor, { outside, ...rest });
}

async function setupOf(from: Context) {
  const setup = await showSetup(from, path());
  if (!setup.ok) throw new Error(setup.code);
  return setup.value;
}

async function itemOf<Purpose extends string>(from: Context, purpose: Purpose) {
  return (await setupOf(from)).items.find((item) => item.purpose === purpose);
}

describe("the proposed policy follows the MX records as they are now", () => {
  test("every host is in it, for testing", async () => {
    const setup = await setupOf(context({ mx: { "example.test": mx } }));
    expect(setup.mx).toEqual({ kind: "found", hosts: ["mx1.example.test", "mx2.example.test"] });
    expect(setup.items).toContainEqual(
      expect.objectContaining({
        purpose: "policy",
        url: "https://mta-sts.example.test/.well-known/mta-sts.txt",
        text: "version: STSv1\r\nmode: testing\r\nmx: mx1.example.test\r\nmx: mx2.example.test\r\nmax_age: 604800\r\n",
      }),
    );
  });

  test.each<[what: string, mx: Context["net"]["mx"], kind: string, text: RegExp | null]>([
    [
      "no MX record: the domain itself is its mail host",
      answer("nodata"),
      "implicit",
      /mx: example\.test\r\n/,
    ],
    ["a domain that does not exist", answer("nxdomain"), "no-domain", null],
    ["a null MX", found({ preference: 0, exchange: "" }), "null", null],
    ["a look-up that failed", unreachable, "unknown", null],
  ])("%s", async (_what, askMx, kind, text) => {
    const from = context();
    const asked = { ...from, net: { ...from.net, mx: askMx } };
    expect((await setupOf(asked)).mx.kind).toBe(kind);
    const policy = await itemOf(asked, "policy");
    expect(policy).toMatchObject({ text: text ? expect.stringMatching(text) : null });
  });
});

test("a published record is proposed with another id, since only that makes senders fetch a changed policy", async () => {
  expect(await itemOf(context(), "mtasts")).toMatchObject({ value: "v=STSv1; id=20260101T000000;" });
  const published = { txt: { "_mta-sts.example.test": ["v=STSv1; id=20260101T000000;"] } };
  await checkDomain(context(published), path(), brief);
  const { value } = (await itemOf(context(), "mtasts")) as { value: string };
  expect(value).toMatch(/^v=STSv1; id=[0-9A-Za-z]{1,32};$/);
  expect(value).not.toContain("20260101T000000;");
});

describe("own destinations", () => {
  test("stand after ours in the record", async () => {
    expect(await setOwnRua(context(), path(), { destinations: ["mailto:tls@example.test"] })).toMatchObject({
      ok: true,
    });
    expect(await itemOf(context(), "tlsrpt")).toMatchObject({
      value: expect.stringMatching(
        /^v=TLSRPTv1; rua=https:\/\/sealpost\.example\/[^,]+,mailto:tls@example\.test$/,
      ),
    });
  });

  test.each([
    ["a scheme that RFC 8460 does not know", "http://reports.test/", "tlsrpt-destination-http"],
    ["no URI at all", "tls@example.test", expect.any(String)],
    ["a mailto without a host", "mailto:tls", "tlsrpt-destination-mailto-address"],
  ])("are refused by name: %s", async (_what, destination, code) => {
    const refused = await setOwnRua(context(), path(), {
      destinations: ["mailto:good@example.test", destination],
    });
    expect(refused).toMatchObject({ ok: false, code: "invalid", data: { destination, finding: code } });
  });

  test("a viewer may not set them", async () => {
    const viewer = await makeUser(db, "viewer@example.test");
    await makeMember(db, viewer.userId, owner.organization, "viewer");
    const asViewer = testContext(db, viewer.actor);
    expect(await setOwnRua(asViewer, path(), { destinations: [] })).toMatchObject({ code: "forbidden" });
  });
});

describe("the step to a mode that was asked for", () => {
  const host: MxRecord = { preference: 10, exchange: "mx1.example.net" };
  let round = 0;
  let name: string;
  let domainId: string;
  beforeEach(async () => {
    round += 1;
    name = `step${round}.test`;
    ({ domainId } = await makeDomain(db, owner.organization, name));
  });

  /** A domain that asks for reports and serves this policy under this id. */
  async function published({ mode = "testing", id = "1", maxAge = 3600 } = {}): Promise<Outside> {
    const { httpsUri } = await stepTo(undefined);
    const policy = `version: STSv1\nmode: ${mode}\nmx: *.example.net\nmax_age: ${maxAge}\n`;
    return {
      mx: { [name]: [host] },
      txt: {
        [`_mta-sts.${name}`]: [`v=STSv1; id=${id};`],
        [`_smtp._tls.${name}`]: [`v=TLSRPTv1; rua=${httpsUri}`],
      },
      policies: { [name]: servedPolicy(name, policy) },
    };
  }

  async function check(outside: Outside) {
    const checked = await checkDomain(
      context(outside),
      { organization: owner.organization, domain: name },
      brief,
    );
    if (!checked.ok) throw new Error(checked.code);
  }

  async function stepTo(mode: PolicyMode | undefined, rest: Partial<Context> & { outside?: Outside } = {}) {
    const asked = testContext(db, owner.actor, { outside: { mx: { [name]: [host] } }, ...rest });
    const setup = await showSetup(asked, { organization: owner.organization, domain: name }, { mode });
    if (!setup.ok) throw new Error(setup.code);
    const text = setup.value.items.find((item) => item.purpose === "policy")?.text;
    const record = setup.value.items.find((item) => item.purpose === "mtasts")?.value;
    return { ...setup.value, text, record };
  }

  /** Two reporters whose senders succeeded under the policy on each of the last ten days. */
  async function reportedWell() {
    const days = Array.from({ length: 10 }, (_, index) => new Date(Date.UTC(2026, 2, 9 - index)));
    const row = {
      domainId,
      trust: "dkim",
      policyType: "sts",
      reports: 1,
      successful: 50n,
      failed: 0n,
    } as const;
    await db.prisma.dailySessions.createMany({
      data: days.flatMap((day) =>
        ["Example Mail", "Sample Post"].map((reporter) => ({ ...row, day, reporter, updatedAt: day })),
      ),
    });
    await db.prisma.domain.update({ where: { id: domainId }, data: { stageSince: new Date("2026-02-01") } });
  }

  test("is none unless a mode is asked for", async () => {
    expect(await stepTo(undefined)).toMatchObject({ change: null });
  });

  test.each<[mode: PolicyMode, text: string]>([
    ["enforce", "version: STSv1\r\nmode: enforce\r\nmx: *.example.net\r\nmax_age: 2592000\r\n"],
    ["testing", "version: STSv1\r\nmode: testing\r\nmx: *.example.net\r\nmax_age: 3600\r\n"],
    ["none", "version: STSv1\r\nmode: none\r\nmax_age: 86400\r\n"],
  ])("to %s keeps the hosts that were tested, with the lifetime that suits the mode", async (mode, text) => {
    await check(await published());
    const step = await stepTo(mode);
    expect(step).toMatchObject({ text, change: { mode, mxKept: true, served: { mode: "testing" } } });
    expect(step.change?.proposed?.mode).toBe(mode);
    expect(step.record).toMatch(/^v=STSv1; id=20260310120000Z;$/);
  });

  test("back to testing takes the week of testing in place of the long lifetime", async () => {
    await check(await published({ mode: "enforce", maxAge: 31_557_600 }));
    expect((await stepTo("testing")).text).toContain("mode: testing\r\nmx: *.example.net\r\nmax_age: 604800");
  });

  test("without a policy yet, the hosts come from DNS, and the id is another than the first proposed", async () => {
    const step = await stepTo("enforce");
    expect(step).toMatchObject({
      change: { served: null, mxKept: false, done: { file: false, record: false } },
    });
    expect(step.text).toContain("mx: mx1.example.net\r\n");
    expect(step.record).not.toContain("20260101T000000;");
  });

  test("a served policy that misses a mail host is not kept", async () => {
    await check(await published());
    const moved = { mx: { [name]: [host, { preference: 20, exchange: "mx.example.org" }] } };
    const step = await stepTo("enforce", { outside: moved });
    expect(step.change?.mxKept).toBe(false);
    expect(step.text).toContain("mx: mx1.example.net\r\nmx: mx.example.org\r\n");
  });

  test("the way back is there although the MX records cannot be looked up", async () => {
    await check(await published({ mode: "enforce" }));
    const { net } = context();
    expect(await stepTo("testing", { net: { ...net, mx: unreachable } })).toMatchObject({
      mx: { kind: "unknown" },
      text: expect.stringContaining("mode: testing\r\nmx: *.example.net\r\n"),
    });
  });

  test("is done with the file, and then with the new id", async () => {
    await check(await published());
    expect((await stepTo("enforce")).change?.done).toEqual({ file: false, record: false });
    await check(await published({ mode: "enforce" }));
    expect((await stepTo("enforce")).change?.done).toEqual({ file: true, record: false });
    await check(await published({ mode: "enforce", id: "2" }));
    expect((await stepTo("enforce")).change?.done).toEqual({ file: true, record: true });
  });

  describe("enforce", () => {
    test("comes without caution when the verdict is ready, and when it is in force already", async () => {
      await check(await published());
      await reportedWell();
      expect((await stepTo("enforce")).change?.caution).toBeNull();
      await check(await published({ mode: "enforce", id: "2" }));
      expect((await stepTo("enforce")).change?.caution).toBeNull();
    });

    test("comes with the grounds that decide against it, and is proposed all the same", async () => {
      await check(await published());
      const step = await stepTo("enforce");
      expect(step.text).toContain("mode: enforce");
      expect(step.change?.caution).toMatchObject({ kind: "verdict", advice: "stay" });
      const { caution } = step.change ?? {};
      const reasons = caution?.kind === "verdict" ? caution.reasons : [];
      expect(reasons.map(({ code }) => code)).toContain("no-reports");
      expect(reasons.every(({ decides }) => decides)).toBe(true);
    });

    test("tells nobody what reports say before the ownership is proven", async () => {
      await reportedWell();
      await db.prisma.domain.update({
        where: { id: domainId },
        data: { verifiedAt: null, verifiedBy: null },
      });
      expect((await stepTo("enforce")).change?.caution).toEqual({ kind: "not-proven" });
    });

    test.each<PolicyMode>(["testing", "none"])("alone is cautioned against, not %s", async (mode) => {
      expect((await stepTo(mode)).change?.caution).toBeNull();
    });
  });
});

function answer(reason: "nodata" | "nxdomain"): Context["net"]["mx"] {
  return async () => ({ kind: "absent", reason, authenticated: false, cnames: [] });
}

function found(...records: MxRecord[]): Context["net"]["mx"] {
  return async () => ({ kind: "found", records, ttlSeconds: 300, authenticated: false, cnames: [] });
}

async function unreachable() {
  return { kind: "unreachable" as const, reason: "timeout" as const, detail: "told so" };
}
