import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer } from "node:net";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import { dialAddress } from "./dial.ts";
import { createResolver, type Resolver } from "./dns/resolver.ts";
import { viewZone } from "./dns/zone-view.ts";
import { probeHttps } from "./https/probe.ts";
import type { PolicyHostOptions } from "./policy-host.ts";
import { type MxProbeOptions, probeMx } from "./smtp/probe-mx.ts";
import { createTargetGuard } from "./target.ts";
import { serving } from "./testing/authority.ts";
import { createPolicyWorld, good, type PolicyWorld, resolvingTo } from "./testing/policy-world.ts";
import { serveDns } from "./testing/resolver-under-test.ts";
import { startTcpServer } from "./testing/tls-server.ts";
import { record } from "./testing/zone.ts";
import { nameServers } from "./testing/zone-under-view.ts";
import { createTrust } from "./tls/trust.ts";

let world: PolicyWorld;
beforeAll(async () => {
  world = await createPolicyWorld();
});

/** The net of an ordinary installation: nothing but the public internet. */
const publicOnly = createTargetGuard({ allow: [] });

/** What this process opens towards the outside while the running test lasts, over TCP and UDP. */
function socketsOpened(): { tcp: number; udp: number } {
  const opened = { tcp: 0, udp: 0 };
  const onTcp = () => {
    opened.tcp += 1;
  };
  const onUdp = () => {
    opened.udp += 1;
  };
  subscribe("net.client.socket", onTcp);
  subscribe("udp.socket", onUdp);
  onTestFinished(() => {
    unsubscribe("net.client.socket", onTcp);
    unsubscribe("udp.socket", onUdp);
  });
  return opened;
}

/** How an MX host is looked at: straight from here, patiently. */
function mxOptions(port: number): Omit<MxProbeOptions, "resolver" | "guard"> {
  const trust = createTrust([world.authority.pem]);
  const deadlines = { hostMs: 4_000, addressMs: 2_000, connectMs: 1_000, leastMs: 1_000 };
  return {
    dial: dialAddress,
    port,
    helloName: "probe.test",
    trust: { modern: trust, old: trust },
    now: new Date(),
    deadlines,
  };
}

/** Knows one zone, `a.test`, whose name server and policy host stand at this address. */
function knowing(address: string): Pick<Resolver, "query" | "addresses"> {
  const found = <T>(records: T[]): DnsAnswer<T> => {
    return { kind: "found", records, ttlSeconds: 0, authenticated: false, cnames: [] };
  };
  const { addresses } = resolvingTo(address);
  // Only NS and TLSA are asked for here, and only those of the first, which are texts, exist.
  const query = async (_name: string, type: string) => found(type === "NS" ? ["ns1.a.test"] : []);
  return { addresses, query: query as unknown as Resolver["query"] };
}

describe("an address that is not public is refused where it would be dialled", () => {
  test.each([
    ["127.0.0.1", "loopback"],
    ["::1", "loopback"],
    ["0.0.0.0", "this host, on many systems"],
    ["::", "this host, on many systems"],
    ["10.0.0.1", "private"],
    ["172.16.0.1", "private"],
    ["192.168.1.1", "private"],
    ["fd00::1", "unique local"],
    ["169.254.1.1", "link-local"],
    ["fe80::1", "link-local"],
    ["100.64.0.1", "shared space for CGNAT"],
    ["224.0.0.251", "multicast"],
    ["ff02::fb", "multicast"],
    ["255.255.255.255", "broadcast"],
    ["64:ff9b::7f00:1", "NAT64 of loopback"],
    ["64:ff9b:1::a00:1", "local-use NAT64"],
    ["::ffff:127.0.0.1", "IPv4-mapped loopback"],
    ["::ffff:7f00:1", "IPv4-mapped loopback in hex"],
    ["::127.0.0.1", "IPv4-compatible loopback"],
    ["2002:7f00:1::", "6to4 of loopback"],
    ["169.254.169.254", "metadata of most clouds"],
    ["fd00:ec2::254", "metadata of AWS"],
    ["100.100.100.200", "metadata of Alibaba Cloud"],
    ["192.0.0.192", "metadata of Oracle Cloud"],
    ["168.63.129.16", "Azure's platform service"],
    ["localhost", "a name in an address's place"],
    ["127.1", "an address that some parsers complete"],
    ["2130706433", "an address as one number"],
  ])("%s: %s", async (address) => {
    const web = await world.serve(good);
    const { port, servers } = await nameServers(serving({ apex: "a.test", txt: { "a.test": ["x"] } }));
    const opened = socketsOpened();
    const resolver = knowing(address);

    const looks = await world.fetchEverywhere(web.port, { resolver, guard: publicOnly });
    const refused = { kind: "failed", fault: "target-refused", address };
    expect(looks).toMatchObject({ fetch: refused, addresses: [refused] });

    const deadlines = { zoneMs: 1_000, tryMs: 500 };
    const view = await viewZone("a.test", { resolver, guard: publicOnly, nameServerPort: port, deadlines });
    const detail = `not a public address: ${address}`;
    expect(view.answers).toMatchObject([
      { address, answer: { kind: "unreachable", reason: "refused", detail } },
    ]);

    const mx = await probeMx("a.test", { resolver, guard: publicOnly, ...mxOptions(web.port) });
    expect(mx.looks).toMatchObject([{ address, kind: "failed", fault: "target-refused" }]);

    expect(opened).toEqual({ tcp: 0, udp: 0 });
    expect([web.connections, servers[0]?.asked]).toEqual([[], []]);
  });

  test("the counting sees what is opened", async () => {
    const web = await world.serve(good);
    const { port } = await nameServers(serving({ apex: "a.test", txt: { "a.test": ["x"] } }));
    const opened = socketsOpened();
    const guard = createTargetGuard({ allow: ["127.0.0.1"] });
    const resolver = knowing("127.0.0.1");
    await world.fetchEverywhere(web.port, { resolver, guard });
    await viewZone("a.test", {
      resolver,
      guard,
      nameServerPort: port,
      deadlines: { zoneMs: 1_000, tryMs: 500 },
    });
    expect(opened).toEqual({ tcp: 1, udp: 2 });
  });
});

describe("a resolver that changes its answer after the check", () => {
  /** Gives `first` once per name, then always the address of somebody's inner service. */
  async function turning(first: string) {
    const seen = new Map<string, number>();
    const server = await serveDns(({ name, type }) => {
      if (type === "NS" && name === "a.test")
        return { kind: "answer", answers: [record(name, "NS", "ns1.a.test", 0)] };
      if (type !== "A") return { kind: "answer" };
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      return { kind: "answer", answers: [record(name, "A", times === 1 ? first : inner, 0)] };
    });
    const patience = { timeoutMs: 2_000, attempts: 1, lookupMs: 4_000 };
    return { seen, resolver: createResolver({ servers: [server.address], ...patience }) };
  }

  const inner = "127.0.0.2";
  const guard = createTargetGuard({ allow: ["127.0.0.1"] });

  /** What stands at the inner address, on the same port. */
  async function innerService(port: number): Promise<string[]> {
    const reached: string[] = [];
    const service = createServer((socket) => {
      reached.push(String(socket.remoteAddress));
      socket.destroy();
    });
    await new Promise<void>((resolve) => service.listen(port, inner, resolve));
    onTestFinished(() => new Promise<void>((resolve) => service.close(() => resolve())));
    return reached;
  }

  test.each<[string, (port: number, options: Partial<PolicyHostOptions>) => Promise<object>]>([
    ["the policy host", (port, options) => world.fetchFrom(port, options)],
    [
      "every address of the policy host",
      async (port, options) => (await world.fetchEverywhere(port, options)).fetch,
    ],
    [
      "a probe over HTTPS",
      (port, options) => {
        const fixed = { guard, trust: createTrust([world.authority.pem]), port, now: new Date() };
        const deadlines = { totalMs: 4_000, connectMs: 2_000 };
        return probeHttps("mta-sts.a.test", { resolver: resolvingTo(), ...fixed, ...options, deadlines });
      },
    ],
  ])("%s: the checked address is dialled, and the next check refuses the new one", async (_what, reach) => {
    const web = await world.serve(good);
    const reached = await innerService(web.port);
    const { resolver, seen } = await turning("127.0.0.1");
    expect(await reach(web.port, { resolver, guard })).toMatchObject({ address: "127.0.0.1" });
    expect(seen.get("mta-sts.a.test")).toBe(1);
    expect(await reach(web.port, { resolver, guard })).toMatchObject({
      fault: "target-refused",
      address: inner,
    });
    expect([web.connections, reached]).toEqual([["127.0.0.1"], []]);
  });

  test("an MX host: the same", async () => {
    const mx = await startTcpServer((socket) => socket.end("554 not now\r\n"));
    onTestFinished(mx.close);
    const reached = await innerService(mx.port);
    const { resolver, seen } = await turning("127.0.0.1");
    const look = () => probeMx("mx.a.test", { resolver, guard, ...mxOptions(mx.port) });
    expect((await look()).looks).toMatchObject([{ address: "127.0.0.1", fault: "banner-refused" }]);
    expect(seen.get("mx.a.test")).toBe(1);
    expect((await look()).looks).toMatchObject([{ address: inner, fault: "target-refused" }]);
    expect([mx.connections, reached]).toEqual([["127.0.0.1"], []]);
  });

  test("a name server: the same", async () => {
    const copy = serving({ apex: "a.test", txt: { "a.test": ["x"] } });
    const { port, servers } = await nameServers(copy, copy);
    const { resolver, seen } = await turning("127.0.0.1");
    const deadlines = { zoneMs: 4_000, tryMs: 2_000 };
    const look = () => viewZone("a.test", { resolver, guard, nameServerPort: port, deadlines });
    expect((await look()).answers).toMatchObject([{ address: "127.0.0.1", answer: { kind: "found" } }]);
    expect(seen.get("ns1.a.test")).toBe(1);
    expect((await look()).answers).toMatchObject([{ address: inner, answer: { reason: "refused" } }]);
    expect(servers.map(({ asked }) => asked.length)).toEqual([2, 0]);
  });
});
