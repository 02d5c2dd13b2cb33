import { describe, expect, test } from "vitest";
import { rcodes } from "#lib/net/testing/dns-server.ts";
import { answer, resolverOf, serveDns } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, record, type Zone } from "#lib/net/testing/zone.ts";
import { createResolver } from "./resolver.ts";

describe("what each record type becomes", () => {
  const zone: Zone = {
    "a.test TXT": ["v=TLSRPTv1; rua=mailto:a@a.test"],
    "a.test MX": [
      [20, "MX2.a.test"],
      [10, "Mx1.A.test."],
    ],
    "null.test MX": [[0, "."]],
    "a.test A": ["192.0.2.7", "192.0.2.1"],
    "a.test AAAA": ["2001:db8::7"],
    "a.test NS": ["NS1.a.test", "ns0.a.test"],
    "1.2.0.192.in-addr.arpa PTR": ["Mail.a.test"],
  };

  test("texts, hosts and addresses, sorted, hosts in lower case without final dot", async () => {
    const resolver = resolverOf([await serveDns(answerFrom(zone))]);
    const found = { kind: "found", ttlSeconds: 300, authenticated: false, cnames: [] };
    expect(await resolver.txt("a.test")).toEqual({ ...found, records: ["v=TLSRPTv1; rua=mailto:a@a.test"] });
    expect(await resolver.mx("a.test")).toEqual({
      ...found,
      records: [
        { preference: 10, exchange: "mx1.a.test" },
        { preference: 20, exchange: "mx2.a.test" },
      ],
    });
    expect(await resolver.mx("null.test")).toEqual({ ...found, records: [{ preference: 0, exchange: "" }] });
    expect(await resolver.ns("a.test")).toEqual({ ...found, records: ["ns0.a.test", "ns1.a.test"] });
    expect(await resolver.ptr("1.2.0.192.in-addr.arpa")).toEqual({ ...found, records: ["mail.a.test"] });
    expect(await resolver.addresses("a.test")).toEqual({
      ...found,
      records: ["2001:db8::7", "192.0.2.1", "192.0.2.7"],
    });
  });

  test("TLSA data as hex, CAA with its flags, CNAME as it stands", async () => {
    const tlsa = { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from("ab01", "hex") };
    const resolver = resolverOf([
      await serveDns(({ name, type }) => {
        if (type === "TLSA") return answer({ answers: [record(name, "TLSA", tlsa)] });
        if (type === "CAA")
          return answer({ answers: [record(name, "CAA", { flags: 128, tag: "issue", value: "ca.test" })] });
        return answer({ answers: [record(name, "CNAME", "Target.test")] });
      }),
    ]);
    expect(await resolver.tlsa("_25._tcp.mx.test")).toMatchObject({
      records: [{ usage: 3, selector: 1, matchingType: 1, data: "ab01" }],
    });
    expect(await resolver.caa("a.test")).toMatchObject({
      records: [{ flags: 128, tag: "issue", value: "ca.test" }],
    });
    expect(await resolver.cname("a.test")).toMatchObject({ records: ["target.test"], cnames: [] });
  });

  test.each([
    { why: "strings are joined without spaces", data: ["v=STSv1; i", "d=1;"], text: "v=STSv1; id=1;" },
    { why: "UTF-8 is read as such", data: [Buffer.from("é")], text: "é" },
    { why: "UTF-8 may be cut between strings", data: [Buffer.of(0xc3), Buffer.of(0xa9)], text: "é" },
    { why: "other octets become Latin-1", data: [Buffer.from("e9ff", "hex")], text: "éÿ" },
    { why: "an empty string is a text", data: [""], text: "" },
  ])("TXT: $why", async ({ data, text }) => {
    const resolver = resolverOf([
      await serveDns(({ name }) => answer({ answers: [record(name, "TXT", data)] })),
    ]);
    expect(await resolver.txt("a.test")).toMatchObject({ kind: "found", records: [text] });
  });

  test("the smallest TTL counts, and one with its top bit set is zero", async () => {
    const resolver = resolverOf([
      await serveDns(({ name }) =>
        answer({
          answers: [
            record(name, "TXT", ["a"], 600),
            record(name, "TXT", ["b"], name === "odd.test" ? 0x8000_0001 : 60),
          ],
        }),
      ),
    ]);
    expect(await resolver.txt("a.test")).toMatchObject({ ttlSeconds: 60 });
    expect(await resolver.txt("odd.test")).toMatchObject({ ttlSeconds: 0 });
  });
});

describe("addresses of both families", () => {
  const v4 = (name: string) => answer({ answers: [record(name, "A", "192.0.2.1")] });
  const servfail = answer({ rcode: rcodes.SERVFAIL });
  const nxdomain = answer({ rcode: rcodes.NXDOMAIN });
  test.each([
    {
      name: "one family is enough",
      a: v4,
      aaaa: () => answer({}),
      expected: { kind: "found", records: ["192.0.2.1"] },
    },
    {
      name: "one found, one failed",
      a: v4,
      aaaa: () => servfail,
      expected: { kind: "found", records: ["192.0.2.1"] },
    },
    {
      name: "one absent, one failed",
      a: () => answer({}),
      aaaa: () => servfail,
      expected: { kind: "unreachable", reason: "servfail" },
    },
    {
      name: "one failed, one absent",
      a: () => servfail,
      aaaa: () => answer({}),
      expected: { kind: "unreachable", reason: "servfail" },
    },
    {
      name: "neither name",
      a: () => nxdomain,
      aaaa: () => nxdomain,
      expected: { kind: "absent", reason: "nxdomain" },
    },
    {
      name: "NXDOMAIN for one family only",
      a: () => answer({}),
      aaaa: () => nxdomain,
      expected: { kind: "absent", reason: "nodata" },
    },
  ])("$name", async ({ a, aaaa, expected }) => {
    const server = await serveDns(({ name, type }) => (type === "A" ? a(name) : aaaa()));
    expect(await resolverOf([server]).addresses("a.test")).toMatchObject(expected);
  });
});

describe("the query", () => {
  test("carries EDNS with DO and 1232 octets, and reads AD", async () => {
    const server = await serveDns(answerFrom({ "a.test TXT": ["x"] }, { authenticated: true }));
    const resolver = resolverOf([server]);
    expect(await resolver.txt("A.TEST.")).toMatchObject({ kind: "found", authenticated: true });
    expect(await resolver.txt("none.test")).toMatchObject({ kind: "absent", authenticated: true });
    expect(server.asked[0]).toMatchObject({ name: "a.test", edns: { dnssecOk: true, udpPayloadSize: 1232 } });
  });

  test("is put plainly to a server that knows no EDNS", async () => {
    const server = await serveDns(({ name, edns }) =>
      edns === null ? answer({ answers: [record(name, "TXT", ["x"])] }) : answer({ rcode: rcodes.FORMERR }),
    );
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({ kind: "found" });
  });

  test("has its own id and source port each time", async () => {
    const server = await serveDns(answerFrom({ "a.test TXT": ["x"] }));
    const resolver = resolverOf([server]);
    await Promise.all(Array.from({ length: 20 }, () => resolver.txt("a.test")));
    expect(new Set(server.asked.map(({ id }) => id)).size).toBeGreaterThan(15);
    expect(new Set(server.asked.map(({ sender }) => sender?.port)).size).toBeGreaterThan(15);
  });
});

test.each([[[]], [["resolver.test"]], [["192.0.2.1:0"]], [["192.0.2.1:65536"]], [["[192.0.2.1]:53"]]])(
  "servers %j are refused at once",
  (addresses) => {
    expect(() => createResolver({ servers: addresses, timeoutMs: 1, attempts: 1, lookupMs: 1 })).toThrow();
  },
);
