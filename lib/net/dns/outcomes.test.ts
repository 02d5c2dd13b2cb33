import type { Answer, PacketOpt } from "dns-packet";
import { describe, expect, test } from "vitest";
import { rcodes, startDnsServer } from "#lib/net/testing/dns-server.ts";
import { answer, impatient, resolverOf, serveDns, silence } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, record, soa } from "#lib/net/testing/zone.ts";

describe("outcomes told apart", () => {
  const nsOnly = answer({ authorities: [record("test", "NS", "ns.test")] });
  test.each([
    {
      name: "NXDOMAIN",
      reply: answer({ rcode: rcodes.NXDOMAIN }),
      expected: { kind: "absent", reason: "nxdomain" },
    },
    {
      name: "NODATA with SOA",
      reply: answer({ authorities: [soa] }),
      expected: { kind: "absent", reason: "nodata" },
    },
    { name: "NODATA, bare", reply: answer({}), expected: { kind: "absent", reason: "nodata" } },
    {
      name: "SERVFAIL",
      reply: answer({ rcode: rcodes.SERVFAIL }),
      expected: { kind: "unreachable", reason: "servfail" },
    },
    {
      name: "REFUSED",
      reply: answer({ rcode: rcodes.REFUSED }),
      expected: { kind: "unreachable", reason: "refused" },
    },
    {
      name: "FORMERR",
      reply: answer({ rcode: rcodes.FORMERR }),
      expected: { kind: "unreachable", reason: "refused" },
    },
    { name: "a referral", reply: nsOnly, expected: { kind: "unreachable", reason: "refused" } },
    { name: "silence", reply: silence, expected: { kind: "unreachable", reason: "timeout" } },
  ])("$name → $expected.reason", async ({ reply, expected }) => {
    const resolver = resolverOf([await serveDns(() => reply)], reply.kind === "silence" ? impatient : {});
    expect(await resolver.txt("a.test")).toMatchObject(expected);
  });

  test("a closed port is a network fault", async () => {
    const server = await startDnsServer(() => silence);
    await server.close();
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({
      kind: "unreachable",
      reason: "network",
    });
  });

  test("SERVFAIL that turns into an answer with the CD bit is bogus", async () => {
    const server = await serveDns(({ name, checkingDisabled }) =>
      checkingDisabled
        ? answer({ answers: [record(name, "TXT", ["x"])] })
        : answer({ rcode: rcodes.SERVFAIL }),
    );
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({ kind: "unreachable", reason: "bogus" });
    expect(server.asked.map(({ checkingDisabled }) => checkingDisabled)).toEqual([false, true, false]);
  });

  test("a SERVFAIL that has passed by then is not called bogus", async () => {
    let first = true;
    const server = await serveDns(({ name }) => {
      if (!first) return answer({ answers: [record(name, "TXT", ["x"])] });
      first = false;
      return answer({ rcode: rcodes.SERVFAIL });
    });
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({ kind: "found", records: ["x"] });
  });

  test("an extended error is named in the detail", async () => {
    const text = Buffer.concat([Buffer.of(0, 22), Buffer.from("no reachable authority")]);
    const server = await serveDns(() =>
      answer({ rcode: rcodes.SERVFAIL, additionals: [edns(0, [{ code: 15, data: text }])] }),
    );
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({
      reason: "servfail",
      detail: expect.stringContaining("SERVFAIL (EDE 22 no reachable authority)"),
    });
  });

  test("BADVERS, which looks like NOERROR in the header, is not an empty answer", async () => {
    const server = await serveDns(() => answer({ additionals: [edns(1)] }));
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({
      kind: "unreachable",
      reason: "refused",
    });
  });

  test.each([
    "",
    ".",
    "a..test",
    `${"a".repeat(64)}.test`,
    `${"abcdefg.".repeat(32)}test`,
    "a b.test",
    "bücher.test",
  ])("%j is no name, and nothing is asked", async (name) => {
    const server = await serveDns(() => silence);
    expect(await resolverOf([server]).txt(name)).toMatchObject({ kind: "unreachable", reason: "malformed" });
    expect(server.asked).toEqual([]);
  });
});

describe("several servers", () => {
  const good = answerFrom({ "a.test TXT": ["x"] });

  test.each([
    { name: "is silent", respond: () => silence },
    { name: "fails", respond: () => answer({ rcode: rcodes.SERVFAIL }) },
    { name: "refuses", respond: () => answer({ rcode: rcodes.REFUSED }) },
  ])("the second is asked when the first $name", async ({ respond }) => {
    const resolver = resolverOf([await serveDns(respond), await serveDns(good)], { timeoutMs: 300 });
    expect(await resolver.txt("a.test")).toMatchObject({ kind: "found", records: ["x"] });
  });

  test("NXDOMAIN is an answer, so the second is not asked", async () => {
    const second = await serveDns(good);
    const resolver = resolverOf([await serveDns(() => answer({ rcode: rcodes.NXDOMAIN })), second]);
    expect(await resolver.txt("a.test")).toMatchObject({ kind: "absent" });
    expect(second.asked).toEqual([]);
  });

  test("a lost datagram costs one more try", async () => {
    let tries = 0;
    const server = await serveDns((q) => (++tries === 1 ? silence : good(q)));
    const resolver = resolverOf([server], { timeoutMs: 300, attempts: 2 });
    expect(await resolver.txt("a.test")).toMatchObject({ kind: "found" });
    expect(tries).toBe(2);
  });

  test("the fault that says most about the domain is reported, with what each did, and no server named", async () => {
    const failing = await serveDns(() => answer({ rcode: rcodes.SERVFAIL }));
    const silent = await serveDns(() => silence);
    expect(await resolverOf([silent, failing], { timeoutMs: 300 }).txt("a.test")).toEqual({
      kind: "unreachable",
      reason: "servfail",
      detail: "no answer within 300 ms; SERVFAIL",
    });
  });

  test("the time for a look-up ends it before all rounds are over", async () => {
    const silent = await serveDns(() => silence);
    const second = await serveDns(() => silence);
    const resolver = resolverOf([silent, second], { timeoutMs: 5_000, attempts: 5, lookupMs: 80 });
    expect(await resolver.txt("a.test")).toMatchObject({ kind: "unreachable", reason: "timeout" });
    expect(silent.asked).toHaveLength(1);
  });
});

/** dns-packet encodes options of any code; its types list only some. */
function edns(extendedRcode: number, options: { code: number; data: Buffer }[] = []): Answer {
  const rest = { udpPayloadSize: 1232, extendedRcode, ednsVersion: 0, flags: 0, flag_do: false };
  return { type: "OPT", name: ".", ...rest, options: options as PacketOpt[] };
}
