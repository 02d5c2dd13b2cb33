import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askRaw, failureOf, resolverOf } from "./testing/ask-dns.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

describe("records", () => {
  test("every type is answered as it was described", async () => {
    await world.publish("types.example", {
      mx: [{ host: "mx1.types.example", preference: 5 }, "mx2.types.example"],
      records: [
        { name: "", type: "A", data: "192.0.2.1" },
        { name: "", type: "AAAA", data: "2001:db8::1" },
        { name: "", type: "CAA", data: { flags: 0, tag: "issue", value: "ca.example" } },
        { name: "www", type: "CNAME", data: "types.example" },
        {
          name: "_25._tcp.mx9",
          type: "TLSA",
          data: { usage: 2, selector: 0, matchingType: 1, hex: "ab".repeat(32) },
        },
        { name: "elsewhere.test.", type: "A", data: "192.0.2.2" },
      ],
    });
    const resolver = resolverOf(world);
    expect(await resolver.resolve4("types.example")).toEqual(["192.0.2.1"]);
    expect(await resolver.resolve6("types.example")).toEqual(["2001:db8::1"]);
    expect(await resolver.resolveCaa("types.example")).toEqual([
      { critical: 0, type: "CAA", issue: "ca.example" },
    ]);
    expect(await resolver.resolve4("www.types.example")).toEqual(["192.0.2.1"]);
    expect(await resolver.resolve4("elsewhere.test")).toEqual(["192.0.2.2"]);
    expect(await resolver.resolveNs("types.example")).toEqual(["ns1.types.example"]);
    expect(await resolver.resolveMx("types.example")).toEqual(
      expect.arrayContaining([
        { priority: 5, exchange: "mx1.types.example", type: "MX" },
        { priority: 20, exchange: "mx2.types.example", type: "MX" },
      ]),
    );
    const [tlsa] = await resolver.resolveTlsa("_25._tcp.mx9.types.example");
    expect(tlsa).toMatchObject({ certUsage: 2, selector: 0, match: 1 });
    expect(Buffer.from(tlsa?.data ?? new ArrayBuffer()).toString("hex")).toBe("ab".repeat(32));
  });

  test("a TXT RRset keeps its records and their character-strings apart", async () => {
    const long = "0123456789".repeat(30);
    await world.publish("txt.example", {
      tlsRpt: [
        "v=TLSRPTv1; rua=mailto:a@txt.example",
        { strings: ["v=TLSRPTv1; ", "rua=mailto:b@txt.example"] },
      ],
      txt: { "": long, _sealpost: "token" },
    });
    const resolver = resolverOf(world);
    expect(await resolver.resolveTxt("_smtp._tls.txt.example")).toEqual(
      expect.arrayContaining([
        ["v=TLSRPTv1; rua=mailto:a@txt.example"],
        ["v=TLSRPTv1; ", "rua=mailto:b@txt.example"],
      ]),
    );
    expect(await resolver.resolveTxt("txt.example")).toEqual([[long.slice(0, 255), long.slice(255)]]);
    expect(await resolver.resolveTxt("_sealpost.txt.example")).toEqual([["token"]]);
  });

  test("text beyond ASCII goes out as UTF-8", async () => {
    await world.publish("utf8.example", { txt: { "": "é" } });
    const { packet } = await askRaw(world, "utf8.example", "TXT");
    expect(packet.answers?.[0]).toMatchObject({ data: [Buffer.from("é")] });
  });

  test("a resolver that changes its mind gives each address once and keeps to the last", async () => {
    await world.publish("rebind.example", {
      records: [{ name: "mta-sts", type: "A", turns: ["203.0.113.5", "127.0.0.1"] }],
    });
    const ask = () => resolverOf(world).resolve4("mta-sts.rebind.example");
    expect([await ask(), await ask(), await ask()]).toEqual([["203.0.113.5"], ["127.0.0.1"], ["127.0.0.1"]]);
  });
});

describe("what is not there", () => {
  beforeAll(() =>
    world.publish("gaps.example", {
      tlsRpt: "v=TLSRPTv1; rua=mailto:a@gaps.example",
      txt: { "*.wild": "any" },
      records: [
        { name: "alias", type: "CNAME", data: "nowhere.gaps.example" },
        { name: "inner.wild", type: "A", data: "192.0.2.1" },
      ],
    }),
  );

  test.each([
    ["a name in no zone", "nobody.test", "NXDOMAIN", ""],
    ["a name that the zone lacks", "nowhere.gaps.example", "NXDOMAIN", "gaps.example"],
    ["a name without that type", "gaps.example", "NODATA", "gaps.example"],
    ["a name that only has names below it", "_tls.gaps.example", "NODATA", "gaps.example"],
    ["the end of an alias", "alias.gaps.example", "NXDOMAIN", "gaps.example"],
    ["a name below a wildcard", "a.b.wild.gaps.example", "found", null],
    [
      "a name that a wildcard does not cover, since it exists",
      "inner.wild.gaps.example",
      "NODATA",
      "gaps.example",
    ],
    [
      "a name below one that exists beside the wildcard",
      "a.inner.wild.gaps.example",
      "NXDOMAIN",
      "gaps.example",
    ],
  ])("%s", async (_, name, outcome, apex) => {
    const { packet, rcode } = await askRaw(world, name, "TXT");
    const found = packet.answers?.some((record) => record.type === "TXT");
    expect(found ? "found" : rcode === 3 ? "NXDOMAIN" : "NODATA").toBe(outcome);
    const soa = packet.authorities?.[0];
    expect(soa?.type === "SOA" ? soa.name.replace(/^\.$/, "") : null).toBe(apex);
  });

  test("an alias to nowhere still shows the alias", async () => {
    const { packet } = await askRaw(world, "alias.gaps.example", "TXT");
    expect(packet.answers).toMatchObject([{ type: "CNAME", data: "nowhere.gaps.example" }]);
  });
});

describe("DNSSEC, as a validating resolver shows it", () => {
  beforeAll(async () => {
    const records = [
      { name: "out", type: "CNAME" as const, data: "plain.example" },
      { name: "", type: "A" as const, data: "192.0.2.1" },
    ];
    await world.publish("signed.example", { dnssec: true, records });
    await world.publish("plain.example", { records: [{ name: "", type: "A", data: "192.0.2.2" }] });
    await world.publish("bogus.example", {
      dnssec: true,
      records: [{ name: "", type: "A", data: "192.0.2.3" }],
      dnsFaults: [{ name: "", fault: "bogus" }],
    });
  });

  test.each([
    ["signed, asked for", "signed.example", { ad: true }, true],
    ["signed, not asked for", "signed.example", {}, false],
    ["signed denial", "none.signed.example", { ad: true }, true],
    ["unsigned", "plain.example", { ad: true }, false],
    ["a signed alias to an unsigned name", "out.signed.example", { ad: true }, false],
    ["bogus, read with CD", "bogus.example", { ad: true, cd: true }, false],
  ])("AD: %s", async (_, name, bits, secure) => {
    const { packet } = await askRaw(world, name, "A", bits);
    expect(packet.flag_ad).toBe(secure);
  });

  test("a domain that gets signed takes its own MX hosts with it, and a provider's not", async () => {
    await world.publish("later.example", { mx: ["mx.later.example", "mx.unsigned.test"] });
    await world.change("later.example", { dnssec: true });
    const secure = async (name: string) => (await askRaw(world, name, "A", { ad: true })).packet.flag_ad;
    expect(await secure("mx.later.example")).toBe(true);
    expect(await secure("none.later.example")).toBe(true);
    expect(await secure("mx.unsigned.test")).toBe(false);
  });

  test("bogus is SERVFAIL, and with CD the data behind it", async () => {
    expect((await askRaw(world, "bogus.example", "A")).rcode).toBe(2);
    const { packet, rcode } = await askRaw(world, "bogus.example", "A", { cd: true });
    expect(rcode).toBe(0);
    expect(packet.answers).toMatchObject([{ type: "A", data: "192.0.2.3" }]);
  });
});

describe("transport", () => {
  const many = Array.from({ length: 8 }, (_, index) => `${index} ${"x".repeat(200)}`);
  beforeAll(() =>
    world.publish("large.example", {
      txt: { "": many, small: "one" },
      dnsFaults: [{ name: "small", type: "TXT", fault: "truncated" }],
    }),
  );

  test.each([
    ["too large for UDP without EDNS", "large.example", {}, { truncated: true, answers: 0 }],
    [
      "too large for what EDNS allows here",
      "large.example",
      { udpPayloadSize: 4096 },
      { truncated: true, answers: 0 },
    ],
    ["whole over TCP", "large.example", { tcp: true }, { truncated: false, answers: 8 }],
    [
      "truncated on purpose",
      "small.large.example",
      { udpPayloadSize: 1232 },
      { truncated: true, answers: 0 },
    ],
    [
      "truncated on purpose, over TCP",
      "small.large.example",
      { tcp: true },
      { truncated: false, answers: 1 },
    ],
  ])("%s", async (_, name, options, expected) => {
    const { packet } = await askRaw(world, name, "TXT", options);
    expect({ truncated: packet.flag_tc, answers: packet.answers?.length }).toEqual(expected);
  });

  test("an answer between the classic limit and EDNS's fits with EDNS only", async () => {
    await world.publish("middle.example", { txt: { "": many.slice(0, 4) } });
    expect((await askRaw(world, "middle.example", "TXT")).packet.flag_tc).toBe(true);
    const { packet } = await askRaw(world, "middle.example", "TXT", { udpPayloadSize: 1232 });
    expect([packet.flag_tc, packet.answers?.length]).toEqual([false, 4]);
    expect(packet.additionals).toMatchObject([{ type: "OPT", udpPayloadSize: 1232 }]);
  });

  test("an ordinary client falls back to TCP by itself", async () => {
    world.traffic.clear();
    expect(await resolverOf(world).resolveTxt("small.large.example")).toEqual([["one"]]);
    expect(world.traffic.dns).toEqual([
      { name: "small.large.example", type: "TXT", transport: "udp" },
      { name: "small.large.example", type: "TXT", transport: "tcp" },
    ]);
  });

  test("octets that are no DNS message do no harm", async () => {
    const socket = createSocket("udp4");
    socket.send(Buffer.from("hello"), world.dnsPort, "127.0.0.1");
    socket.send(Buffer.alloc(0), world.dnsPort, "127.0.0.1");
    const tcp = connect(world.dnsPort, "127.0.0.1");
    tcp.end(Buffer.from([0, 3, 1, 2, 3]));
    expect(await resolverOf(world).resolveTxt("small.large.example")).toEqual([["one"]]);
    socket.close();
    tcp.destroy();
  });
});

describe("names change while the world runs", () => {
  test("publish, change, unpublish", async () => {
    const resolver = resolverOf(world);
    const txt = () => resolver.resolveTxt("_smtp._tls.moving.example");
    expect(await failureOf(txt())).toBe("ENOTFOUND");

    await world.publish("moving.example", {
      tlsRpt: "v=TLSRPTv1; rua=mailto:a@moving.example",
      mtaSts: "v=STSv1; id=1;",
    });
    expect(await txt()).toEqual([["v=TLSRPTv1; rua=mailto:a@moving.example"]]);

    await world.change("moving.example", { tlsRpt: "v=TLSRPTv1; rua=mailto:b@moving.example" });
    expect(await txt()).toEqual([["v=TLSRPTv1; rua=mailto:b@moving.example"]]);
    expect(await resolver.resolveTxt("_mta-sts.moving.example")).toEqual([["v=STSv1; id=1;"]]);

    await world.change("moving.example", { tlsRpt: null });
    expect(await failureOf(txt())).toBe("ENOTFOUND");

    await world.change("moving.example", { dnsFaults: [{ name: "_smtp._tls", fault: "servfail" }] });
    expect(await failureOf(txt())).toBe("ESERVFAIL");

    await world.unpublish("moving.example");
    expect(await failureOf(txt())).toBe("ENOTFOUND");
    expect(world.domains()).not.toHaveProperty("moving.example");
  });

  test("a domain that is not there cannot be changed", async () => {
    await expect(world.change("unknown.example", { tlsRpt: null })).rejects.toThrow("unknown.example");
  });

  test("names are looked up without regard to case, and the question comes back as asked", async () => {
    await world.publish("case.example", { txt: { "": "found" } });
    const { packet } = await askRaw(world, "CaSe.ExAmPlE", "TXT");
    expect(packet.questions?.[0]?.name).toBe("CaSe.ExAmPlE");
    expect(packet.answers?.length).toBe(1);
  });
});
