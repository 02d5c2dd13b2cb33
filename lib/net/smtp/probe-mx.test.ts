import { beforeAll, describe, expect, test } from "vitest";
import type { DnsAnswer, MxHostEvidence } from "#lib/core/evidence.ts";
import { dialAddress } from "#lib/net/dial.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import { resolverOf, serveDns } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, record, type Zone } from "#lib/net/testing/zone.ts";
import { type MxProbeOptions, probeMx } from "./probe-mx.ts";
import { type MxServer, serveMx } from "./testing/mx-server.ts";
import { createMxWorld, type MxWorld } from "./testing/mx-world.ts";

let world: MxWorld;
beforeAll(async () => {
  world = await createMxWorld();
});

const host = "mx.a.test";
const now = new Date("2026-03-10T12:00:00Z");

type Options = Partial<MxProbeOptions> & { authenticated?: boolean };

async function probe(zone: Zone, port: number, { authenticated = false, ...options }: Options = {}) {
  const dns = await serveDns(answerFrom(zone, { authenticated }));
  return probeMx(host, { ...fixed(), resolver: resolverOf([dns]), port, ...options });
}

function fixed() {
  return {
    ...{ guard: createTargetGuard({ allow: ["127.0.0.0/8"] }), trust: world.trust, dial: dialAddress },
    ...{ helloName: "probe.a.test", now },
    deadlines: { hostMs: 20_000, addressMs: 8_000, connectMs: 4_000, leastMs: 0 },
  };
}

/** The same port on several loopback addresses. */
async function serveAt(...addresses: string[]): Promise<MxServer[]> {
  const servers: MxServer[] = [];
  for (const address of addresses) {
    const place = { host: address, port: servers[0]?.port ?? 0 };
    servers.push(await serveMx({ tls: world.identity }, place));
  }
  return servers;
}

function inShort({ looks }: MxHostEvidence): string[] {
  return looks.map((look) => `${look.address} ${look.kind === "failed" ? look.fault : look.kind}`);
}

test("a host with two addresses, each looked at for itself", async () => {
  const servers = await serveAt("127.0.0.2", "127.0.0.3");
  const evidence = await probe({ "mx.a.test A": ["127.0.0.3", "127.0.0.2"] }, servers[0]?.port ?? 0);
  expect(evidence).toMatchObject({
    ...{ host, probedAt: "2026-03-10T12:00:00.000Z", tlsaBase: host, leftOut: 0 },
    addresses: { kind: "found", records: ["127.0.0.2", "127.0.0.3"] },
    tlsa: { kind: "absent" },
  });
  expect(inShort(evidence)).toEqual(["127.0.0.2 secured", "127.0.0.3 secured"]);
});

test("one connection at a time, over all addresses", async () => {
  const log: string[] = [];
  const servers = await serveAt("127.0.0.2", "127.0.0.3", "127.0.0.4");
  const dial: typeof dialAddress = async (address, target) => {
    const dialled = await dialAddress(address, target);
    log.push(`open ${address}`);
    if (dialled.ok) dialled.socket.once("close", () => log.push(`closed ${address}`));
    return dialled;
  };
  const records = ["127.0.0.2", "127.0.0.3", "127.0.0.4"];
  await probe({ "mx.a.test A": records }, servers[0]?.port ?? 0, { dial });
  expect(log).toEqual(records.flatMap((address) => [`open ${address}`, `closed ${address}`]));
});

describe("addresses", () => {
  test.each<[string, Zone, DnsAnswer<string>["kind"]]>([
    ["none", { "mx.a.test TXT": ["x"] }, "absent"],
    ["no such name", {}, "absent"],
    ["a look-up that fails", { "mx.a.test CNAME": ["mx.a.test"] }, "unreachable"],
  ])("%s: nothing is dialled", async (_, zone, kind) => {
    const evidence = await probe(zone, 1, { dial: () => Promise.reject(new Error("dialled")) });
    expect(evidence).toMatchObject({ addresses: { kind }, looks: [], leftOut: 0 });
  });

  test("what is not public is not dialled, and does not crowd out what is", async () => {
    const [server] = await serveAt("127.0.0.2");
    const refused = Array.from({ length: 9 }, (_, index) => `10.0.0.${index + 1}`);
    const evidence = await probe({ "mx.a.test A": [...refused, "127.0.0.2"] }, server?.port ?? 0);
    expect(inShort(evidence)).toEqual([
      "127.0.0.2 secured",
      ...refused.slice(0, 7).map((address) => `${address} target-refused`),
    ]);
    expect(evidence.leftOut).toBe(2);
  });

  test("families in turn, eight at most", async () => {
    const v4 = Array.from({ length: 9 }, (_, index) => `192.0.2.${index + 1}`);
    const zone = { "mx.a.test A": v4, "mx.a.test AAAA": ["2001:db8::1", "2001:db8::2"] };
    const evidence = await probe(zone, 25, { guard: () => true, dial: nobody });
    expect(evidence.looks.map(({ address }) => address)).toEqual([
      ...["2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2"],
      ...["192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6"],
    ]);
    expect(evidence.leftOut).toBe(3);
  });

  test("no look is begun that could not be finished", async () => {
    const deadlines = { hostMs: 10_000, addressMs: 8_000, connectMs: 4_000, leastMs: 10_000 };
    const zone = { "mx.a.test A": ["192.0.2.1", "192.0.2.2", "192.0.2.3"] };
    const evidence = await probe(zone, 25, { guard: () => true, dial: nobody, deadlines });
    expect(inShort(evidence)).toEqual(["192.0.2.1 connect-refused"]);
    expect(evidence.leftOut).toBe(2);
  });

  const nobody: typeof dialAddress = async (address) => {
    return { ok: false, address, fault: "connect-refused", detail: "told so" };
  };
});

describe("TLSA of a host that is an alias (RFC 7672 §2.2.3)", () => {
  const alias = { "mx.a.test CNAME": ["mx.b.test"], "mx.b.test A": ["10.0.0.1"] };
  const tlsa = (data: string) =>
    record("x", "TLSA", { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from(data, "hex") });
  const [own, target] = ["_25._tcp.mx.a.test", "_25._tcp.mx.b.test"];

  test.each<[string, string[], boolean, string, string]>([
    ["both have records: the target's", [own, target], true, "mx.b.test", "found"],
    ["only the target has", [target], true, "mx.b.test", "found"],
    ["only the host has", [own], true, "mx.a.test", "found"],
    ["none has", [], true, "mx.a.test", "absent"],
    ["an alias that is not secure leads nowhere", [own, target], false, "mx.a.test", "found"],
  ])("%s", async (_, owners, authenticated, tlsaBase, kind) => {
    const rest = answerFrom(alias, { authenticated });
    const dns = await serveDns((question) => {
      if (question.type !== "TLSA" || !owners.includes(question.name)) return rest(question);
      return { kind: "answer", authenticated, answers: [{ ...tlsa("ab"), name: question.name }] };
    });
    const evidence = await probeMx(host, { ...fixed(), resolver: resolverOf([dns]), port: 25 });
    expect(evidence).toMatchObject({ tlsaBase, tlsa: { kind }, addresses: { cnames: ["mx.b.test"] } });
  });

  test("a look-up that fails at the target is not passed over: a sender would hold the mail back", async () => {
    const rest = answerFrom(alias, { authenticated: true });
    const dns = await serveDns((question) =>
      question.name === target ? { kind: "answer", rcode: 2 } : rest(question),
    );
    const evidence = await probeMx(host, { ...fixed(), resolver: resolverOf([dns]), port: 25 });
    expect(evidence).toMatchObject({ tlsaBase: "mx.b.test", tlsa: { kind: "unreachable" } });
  });
});
