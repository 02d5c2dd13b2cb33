import { describe, expect, test } from "vitest";
import { serving, type ZoneCopy } from "#lib/net/testing/authority.ts";
import { rcodes } from "#lib/net/testing/dns-server.ts";
import { answer } from "#lib/net/testing/resolver-under-test.ts";
import { record, type Zone } from "#lib/net/testing/zone.ts";
import { nameServers, viewThrough } from "#lib/net/testing/zone-under-view.ts";

const name = "_mta-sts.a.test";
const text = "v=STSv1; id=1;";
const copy: ZoneCopy = { apex: "a.test", txt: { [name]: [text] } };

describe("an alias", () => {
  const target = "_mta-sts.hosted.test";
  const aliased: ZoneCopy = { apex: "a.test", alias: { [name]: target } };
  const hosted: ZoneCopy = { apex: "hosted.test", txt: { [target]: [text] }, serial: 3 };
  const zones: Zone = {
    "a.test NS": ["ns1.a.test"],
    "ns1.a.test A": ["127.0.0.1"],
    "hosted.test NS": ["ns1.hosted.test"],
    "ns1.hosted.test A": ["127.0.0.2"],
  };

  test("is followed to its target's zone, whose servers answer in its place", async () => {
    const { port } = await nameServers(serving(aliased), serving(hosted));
    expect(await viewThrough(zones, port, name)).toEqual({
      name,
      zone: "a.test",
      alias: { target, zone: "hosted.test" },
      answers: [
        {
          server: "ns1.hosted.test",
          zone: "hosted.test",
          address: "127.0.0.2",
          answer: { kind: "found", records: [text], ttlSeconds: 300, authenticated: false, cnames: [target] },
          state: { serial: 3, negativeTtlSeconds: 60 },
        },
      ],
      leftOut: 0,
    });
  });

  test("is followed past what its own servers say of the target, which may be a copy", async () => {
    const old = [record(name, "CNAME", target), record(target, "TXT", ["v=STSv1; id=0;"])];
    const { port } = await nameServers(() => answer({ authoritative: true, answers: old }), serving(hosted));
    const { answers } = await viewThrough(zones, port, name);
    expect(answers).toMatchObject([{ server: "ns1.hosted.test", answer: { records: [text] } }]);
  });

  test("is not followed a second time", async () => {
    const further = serving({ apex: "hosted.test", alias: { [target]: "x.third.test" } });
    const { port } = await nameServers(serving(aliased), further);
    const { answers } = await viewThrough(zones, port, name);
    expect(answers).toMatchObject([
      { answer: { kind: "unreachable", detail: "a further alias, of x.third.test, is not followed" } },
    ]);
  });

  test("whose target lies in no zone that can be found has no answers", async () => {
    const { port } = await nameServers(serving(aliased));
    const { "hosted.test NS": _gone, ...rest } = zones;
    expect(await viewThrough(rest, port, name)).toMatchObject({
      alias: { target, zone: null },
      answers: [],
    });
  });

  test("that only some servers have is not followed: they differ, and each shows what it has", async () => {
    const { port } = await nameServers(serving(aliased), serving(copy));
    const zone = { "a.test NS": ["ns1.a.test", "ns2.a.test"], "ns1.a.test A": ["127.0.0.1"] };
    const seen = await viewThrough({ ...zone, "ns2.a.test A": ["127.0.0.2"] }, port, name);
    expect(seen).not.toHaveProperty("alias");
    expect(seen.answers).toMatchObject([
      { answer: { kind: "absent", cnames: [target] } },
      { answer: { kind: "found", cnames: [] } },
    ]);
  });

  test("is followed past a server that does not answer, which stays named", async () => {
    const both = { ...zones, "a.test NS": ["ns1.a.test", "ns3.a.test"], "ns3.a.test A": ["127.0.0.3"] };
    const { port } = await nameServers(serving(aliased), serving(hosted), () =>
      answer({ rcode: rcodes.REFUSED }),
    );
    const { answers } = await viewThrough(both, port, name);
    expect(answers.map(({ zone, server, answer: one }) => [zone, server, one.kind])).toEqual([
      ["a.test", "ns3.a.test", "unreachable"],
      ["hosted.test", "ns1.hosted.test", "found"],
    ]);
  });
});
