import { describe, expect, test } from "vitest";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import { serving, soaOf, type ZoneCopy } from "#lib/net/testing/authority.ts";
import { type Reaction, rcodes } from "#lib/net/testing/dns-server.ts";
import { answer, resolverOf, serveDns, silence } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, record, type Zone } from "#lib/net/testing/zone.ts";
import { nameServers, viewThrough } from "#lib/net/testing/zone-under-view.ts";

const name = "_mta-sts.a.test";
const text = "v=STSv1; id=1;";
const copy: ZoneCopy = { apex: "a.test", txt: { [name]: [text] }, serial: 7 };

/** What the resolver knows: where the zone of `a.test` is served, and nothing of what it holds. */
const delegation: Zone = {
  "a.test NS": ["ns1.a.test", "ns2.a.test"],
  "ns1.a.test A": ["127.0.0.1"],
  "ns2.a.test A": ["127.0.0.2"],
};

const alone: Zone = { ...delegation, "a.test NS": ["ns1.a.test"] };

const held: DnsAnswer<string> = {
  kind: "found",
  records: [text],
  ttlSeconds: 300,
  authenticated: false,
  cnames: [],
};

describe("what the zone's own name servers have", () => {
  test("each is asked itself, without recursion, for the text and the state of its copy", async () => {
    const behind = serving({ ...copy, txt: {}, serial: 6 });
    const { port, servers } = await nameServers(serving(copy), behind);
    expect(await viewThrough(delegation, port, name)).toEqual({
      name,
      zone: "a.test",
      answers: [
        {
          server: "ns1.a.test",
          zone: "a.test",
          address: "127.0.0.1",
          answer: held,
          state: { serial: 7, negativeTtlSeconds: 60 },
        },
        {
          server: "ns2.a.test",
          zone: "a.test",
          address: "127.0.0.2",
          answer: { kind: "absent", reason: "nxdomain", authenticated: false, cnames: [] },
          state: { serial: 6, negativeTtlSeconds: 60 },
        },
      ],
      leftOut: 0,
    });
    for (const { asked } of servers) {
      expect(asked.map(({ type, recursionDesired }) => [type, recursionDesired])).toEqual([
        ["TXT", false],
        ["SOA", false],
      ]);
    }
  });

  test("a truncated answer is asked for again over TCP", async () => {
    const whole = serving(copy);
    const { port, servers } = await nameServers((question) =>
      question.transport === "udp" && question.type === "TXT"
        ? answer({ truncated: true, authoritative: true })
        : whole(question),
    );
    const { answers } = await viewThrough(alone, port, name);
    expect(answers).toMatchObject([{ answer: held }]);
    expect(servers[0]?.asked.map(({ transport }) => transport)).toEqual(["udp", "tcp", "udp"]);
  });

  test("a lost datagram is sent once more", async () => {
    const whole = serving(copy);
    let first = true;
    const { port } = await nameServers((question) => {
      if (!first) return whole(question);
      first = false;
      return silence;
    });
    const deadlines = { zoneMs: 4_000, tryMs: 300 };
    const { answers } = await viewThrough(alone, port, name, { deadlines });
    expect(answers).toMatchObject([{ answer: held }]);
  });

  test("more than six name servers are not asked, and counted", async () => {
    const { port } = await nameServers(serving(copy));
    const names = Array.from({ length: 8 }, (_, index) => `ns${index + 1}.a.test`);
    const zone: Zone = { "a.test NS": names };
    for (const one of names) zone[`${one} A`] = ["127.0.0.1"];
    const { answers, leftOut } = await viewThrough(zone, port, name);
    expect(answers.map((one) => one.server)).toEqual(names.slice(0, 6));
    expect(leftOut).toBe(2);
  });

  test("a copy that tells no SOA has no state", async () => {
    const whole = serving(copy);
    const { port } = await nameServers((question) =>
      question.type === "SOA" ? answer({ rcode: rcodes.REFUSED }) : whole(question),
    );
    const { answers } = await viewThrough(alone, port, name);
    expect(answers).toMatchObject([{ answer: held, state: null }]);
  });

  test("the lesser of the SOA's TTL and its minimum is how long a missing name is remembered", async () => {
    const whole = serving(copy);
    const { port } = await nameServers((question) =>
      question.type === "SOA" ? answer({ authoritative: true, answers: [soaOf(copy, 20)] }) : whole(question),
    );
    const { answers } = await viewThrough(alone, port, name);
    expect(answers).toMatchObject([{ state: { negativeTtlSeconds: 20 } }]);
  });
});

describe("a server that gives no answer of its own says nothing about the record", () => {
  const texts = [record(name, "TXT", [text])];
  test.each<[string, Reaction, { reason: string; detail: RegExp }]>([
    [
      "an answer from a cache",
      answer({ answers: texts }),
      { reason: "refused", detail: /without authority/ },
    ],
    ["NXDOMAIN from a cache", answer({ rcode: rcodes.NXDOMAIN }), { reason: "refused", detail: /authority/ }],
    [
      "a referral",
      answer({ authorities: [record("a.test", "NS", "ns9.a.test")] }),
      { reason: "refused", detail: /refers to other servers/ },
    ],
    ["REFUSED", answer({ rcode: rcodes.REFUSED }), { reason: "refused", detail: /^REFUSED$/ }],
    ["NOTAUTH", answer({ rcode: 9 }), { reason: "refused", detail: /NOTAUTH/ }],
    ["SERVFAIL", answer({ rcode: rcodes.SERVFAIL }), { reason: "servfail", detail: /^SERVFAIL$/ }],
    ["silence", silence, { reason: "timeout", detail: /no answer within 200 ms/ }],
    [
      "a CNAME loop",
      answer({ authoritative: true, answers: [record(name, "CNAME", name)] }),
      { reason: "malformed", detail: /loop/ },
    ],
  ])("%s", async (_what, reaction, { reason, detail }) => {
    const { port } = await nameServers(() => reaction, serving(copy));
    const deadlines = { zoneMs: 4_000, tryMs: reaction.kind === "silence" ? 200 : 2_000 };
    const { answers } = await viewThrough(delegation, port, name, { deadlines });
    expect(answers).toMatchObject([
      {
        server: "ns1.a.test",
        answer: { kind: "unreachable", reason, detail: expect.stringMatching(detail) },
        state: null,
      },
      { server: "ns2.a.test", answer: held },
    ]);
  });

  test("one without an address is named", async () => {
    const { port } = await nameServers(serving(copy));
    const { "ns2.a.test A": _gone, ...zone } = delegation;
    const { answers } = await viewThrough(zone, port, name);
    expect(answers).toMatchObject([
      { answer: held },
      { server: "ns2.a.test", address: null, answer: { kind: "unreachable", reason: "network" } },
    ]);
  });

  test("of its addresses only those that may be dialled are asked", async () => {
    const { port } = await nameServers(serving(copy));
    const { answers } = await viewThrough(
      { ...alone, "ns1.a.test A": ["10.0.0.1", "127.0.0.1"] },
      port,
      name,
    );
    expect(answers).toMatchObject([{ address: "127.0.0.1", answer: held }]);
  });

  test("the time for a zone is over for all its servers at once", async () => {
    const { port } = await nameServers(
      () => silence,
      () => silence,
    );
    const deadlines = { zoneMs: 300, tryMs: 2_000 };
    const { answers } = await viewThrough(delegation, port, name, { deadlines });
    expect(answers.map(({ answer: one }) => one)).toMatchObject([
      { reason: "timeout" },
      { reason: "timeout" },
    ]);
  });
});

describe("the zone of a name", () => {
  test.each<[string, string, Zone, string | null]>([
    ["the closest name above with name servers", "_smtp._tls.a.test", {}, "a.test"],
    ["a zone of its own", name, { [`${name} NS`]: ["ns1.a.test"] }, name],
    ["a sub-domain's own", "_mta-sts.sub.a.test", { "sub.a.test NS": ["ns1.a.test"] }, "sub.a.test"],
    [
      "not that of an alias's target",
      name,
      { [`${name} CNAME`]: ["b.test"], "b.test NS": ["ns1.a.test"] },
      "a.test",
    ],
    [
      "a provider's, under a suffix of its own",
      "x.github.io",
      { "github.io NS": ["ns1.a.test"] },
      "github.io",
    ],
    ["none above the registered domain", "_mta-sts.b.test", { "test NS": ["ns1.a.test"] }, null],
    ["none further up than six names", "1.2.3.4.5.6.a.test", {}, null],
    ["none for a top-level domain", "test", { "test NS": ["ns1.a.test"] }, null],
    ["none for what is no name", "a..test", {}, null],
  ])("%s", async (_why, asked, more, zone) => {
    const { port } = await nameServers(serving(copy));
    const found = await viewThrough({ ...delegation, ...more }, port, asked);
    expect(found.zone).toBe(zone);
    if (zone === null) expect(found.answers).toEqual([]);
  });

  test("a question about zones that fails hides none above it", async () => {
    const { port } = await nameServers(serving(copy));
    const known = answerFrom(delegation);
    const stumbling = await serveDns((question) =>
      question.name === name ? answer({ rcode: rcodes.SERVFAIL }) : known(question),
    );
    const found = await viewThrough({}, port, name, { resolver: resolverOf([stumbling]) });
    expect(found).toMatchObject({ zone: "a.test", answers: [{ answer: held }, {}] });
  });
});
