import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { judgeZoneView } from "#lib/core/inspect/judge-zone-view.ts";
import { createNet, type Net, type NetConfig } from "#lib/net/net.ts";
import { askRaw } from "./testing/ask-dns.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

describe("without RD the zone's own name server answers", () => {
  const rd = false;
  beforeAll(async () => {
    await world.publish("zone.example", {
      mtaSts: "v=STSv1; id=1;",
      dnssec: true,
      records: [
        { name: "inside", type: "CNAME", data: "_mta-sts.zone.example" },
        { name: "outside", type: "CNAME", data: "_mta-sts.hosted.example" },
        { name: "late", type: "TXT", data: "not yet" },
        { name: "late", type: "A", data: "192.0.2.1" },
      ],
      txt: { "_smtp._tls": "not yet" },
      resolverLags: ["late", "_smtp._tls"],
      dnsFaults: [
        { name: "broken", fault: "servfail" },
        { name: "_mta-sts", fault: "bogus" },
      ],
    });
    await world.publish("hosted.example", { mtaSts: "v=STSv1; id=2;" });
  });

  test.each([
    ["what it has, with authority", "_mta-sts.zone.example", 0, true, ["TXT"]],
    ["what it has not, with authority", "none.zone.example", 3, true, []],
    ["an alias within its zone, to the end", "inside.zone.example", 0, true, ["CNAME", "TXT"]],
    ["an alias out of its zone, and no further", "outside.zone.example", 0, true, ["CNAME"]],
    ["nothing of a domain that nobody described", "_mta-sts.stranger.example", 5, false, []],
    ["its faults", "broken.zone.example", 2, false, []],
    ["what the resolver does not know yet", "_smtp._tls.zone.example", 0, true, ["TXT"]],
  ])("%s", async (_what, name, code, authoritative, types) => {
    const { packet, rcode } = await askRaw(world, name, "TXT", { rd, ad: true });
    expect(rcode).toBe(code);
    expect(packet.answers?.map(({ type }) => type)).toEqual(types);
    expect([packet.flag_aa, packet.flag_ra, packet.flag_ad]).toEqual([authoritative, false, false]);
  });

  test.each([
    ["a name that it does not know yet", "_smtp._tls.zone.example", 3],
    ["nor anything above it", "_tls.zone.example", 3],
    ["a name that has other records", "late.zone.example", 0],
  ])("the resolver lags: %s", async (_what, name, code) => {
    const { packet, rcode } = await askRaw(world, name, "TXT");
    expect([rcode, packet.answers, packet.flag_aa]).toEqual([code, [], false]);
  });

  test("when it has caught up it answers as ever", async () => {
    await world.change("zone.example", { resolverLags: [] });
    const { packet } = await askRaw(world, "_smtp._tls.zone.example", "TXT");
    expect(packet.answers).toMatchObject([{ data: [Buffer.from("not yet")] }]);
  });
});

describe("a publication, as the product sees it", () => {
  const name = "_mta-sts.a.example";
  const record = "v=STSv1; id=1;";
  let net: Net;
  beforeAll(() => {
    net = createNet(configOf(world));
  });
  beforeEach(() => world.publish("a.example", { mtaSts: record }));

  async function standing() {
    const [resolver, view] = await Promise.all([net.txt(name), net.viewZone(name)]);
    return judgeZoneView(resolver, view);
  }

  test("at first only the name server has it, then everybody", async () => {
    await world.change("a.example", { mtaSts: null });
    expect(await standing()).toMatchObject({ standing: "same" });
    await world.change("a.example", { mtaSts: record, resolverLags: ["_mta-sts"] });
    expect(await standing()).toMatchObject({ standing: "published-not-visible", waitSeconds: 60 });
    await world.change("a.example", { resolverLags: [] });
    expect(await standing()).toEqual({ standing: "same", waitSeconds: null, findings: [] });
  });

  test("a hosted record is looked for where its alias leads", async () => {
    await world.publish("b.example", {
      records: [{ name: "_mta-sts", type: "CNAME", data: "_mta-sts.a.example" }],
    });
    expect(await net.viewZone("_mta-sts.b.example")).toMatchObject({
      zone: "b.example",
      alias: { target: name, zone: "a.example" },
      answers: [{ server: "ns1.a.example", answer: { kind: "found", records: [record], cnames: [name] } }],
    });
  });

  test("a name server at an address that is not public is never asked", async () => {
    const careful = createNet({ ...configOf(world), allowTargets: [] });
    world.traffic.clear();
    expect(await careful.viewZone(name)).toMatchObject({
      answers: [{ address: "127.0.0.1", answer: { kind: "unreachable", reason: "refused" } }],
    });
    expect(world.traffic.dns.filter(({ type }) => type === "TXT")).toEqual([]);
  });
});

test("a policy host that turns to an inner address after the check is not followed there", async () => {
  const config = { ...configOf(world), allowTargets: ["127.0.0.1"] };
  await world.publish("turning.example", {
    policy: null,
    records: [{ name: "mta-sts", type: "A", turns: ["127.0.0.1", "127.1.0.1"] }],
  });
  const net = createNet(config);
  // Nobody is at home there under that name: what counts is that it was dialled.
  const fault = "certificate-name-mismatch";
  expect(await net.fetchPolicyEverywhere("turning.example")).toMatchObject({
    fetch: { address: "127.0.0.1", fault },
    addresses: [{ address: "127.0.0.1", fault }],
  });
  expect(await net.fetchPolicyEverywhere("turning.example")).toMatchObject({
    fetch: { address: "127.1.0.1", fault: "target-refused" },
  });
});

test("each address of a policy host is seen with what it serves", async () => {
  const net = createNet(configOf(world));
  await world.publish("two.example", {
    policy: [{ mode: "enforce", mx: ["mx.two.example"] }, { status: 404 }],
  });
  expect(await net.fetchPolicyEverywhere("two.example")).toMatchObject({
    fetch: { kind: "fetched", address: "127.0.0.1" },
    addresses: [
      { kind: "fetched", address: "127.0.0.1" },
      { kind: "failed", address: "127.1.0.1", status: 404 },
    ],
  });
});

function configOf({ dns, dnsPort, policyPort, ca }: World): NetConfig {
  return {
    dnsServers: [dns],
    nameServerPort: dnsPort,
    policyPort,
    extraCaPems: [ca],
    allowTargets: ["127.0.0.0/8"],
  };
}
