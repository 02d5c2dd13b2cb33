import { describe, expect, test } from "vitest";
import type { DnsAnswer, DnsFault, ZoneAnswer, ZoneView } from "../evidence.ts";
import { brief, nodata, nxdomain, timedOut, txt } from "../posture/testing/healthy-evidence.ts";
import { judgeZoneView, type ZoneStanding } from "./judge-zone-view.ts";

const name = "_mta-sts.example.com";
const old = txt("v=STSv1; id=1;");
const now = txt("v=STSv1; id=2;");

/** One name server, `ns<number>`, with a copy of this serial. */
function server(number: number, answer: DnsAnswer<string>, serial: number | null = 7): ZoneAnswer {
  return {
    server: `ns${number}.example.com`,
    zone: "example.com",
    address: `192.0.2.${number}`,
    answer,
    state: serial === null ? null : { serial, negativeTtlSeconds: 900 },
  };
}

function view(...answers: ZoneAnswer[]): ZoneView {
  return { name, zone: "example.com", answers };
}

function both(answer: DnsAnswer<string>): ZoneView {
  return view(server(1, answer), server(2, answer));
}

function failing(reason: DnsFault): DnsAnswer<string> {
  return { kind: "unreachable", reason, detail: "as the server said it" };
}

const cached = (answer: DnsAnswer<string>, ttlSeconds: number) =>
  ({ ...answer, ttlSeconds }) as DnsAnswer<string>;

describe("where a publication stands", () => {
  test.each<[ZoneStanding, number | null, string, DnsAnswer<string>, ZoneView, string[]]>([
    ["same", null, "everybody has it", now, both(now), []],
    ["same", null, "nobody has it", nxdomain, both(nxdomain), []],
    [
      "same",
      null,
      "a missing name and a missing record are one",
      nodata,
      view(server(1, nxdomain), server(2, nodata)),
      [],
    ],
    ["same", null, "TTLs count down", cached(now, 5), both(cached(now, 3_600)), []],
    ["same", null, "an RRset has no order", txt("b", "a"), both(txt("a", "b")), []],
    [
      "published-not-visible",
      900,
      "just published",
      nxdomain,
      both(now),
      [`info zone-record-not-visible-yet ${name}`],
    ],
    [
      "published-not-visible",
      900,
      "the name was there before",
      nodata,
      both(now),
      [`info zone-record-not-visible-yet ${name}`],
    ],
    [
      "not-yet-everywhere",
      120,
      "just changed",
      cached(old, 120),
      both(now),
      [`info zone-record-older-in-caches ${name}`],
    ],
    [
      "not-yet-everywhere",
      120,
      "a record more",
      cached(now, 120),
      both(txt("v=STSv1; id=2;", "x")),
      [`info zone-record-older-in-caches ${name}`],
    ],
    [
      "gone-but-cached",
      60,
      "just taken away",
      cached(now, 60),
      both(nxdomain),
      [`info zone-record-gone-but-cached ${name}`],
    ],
    ["unknown", null, "the resolver failed", timedOut, both(now), [`unknown zone-resolver-failed ${name}`]],
    [
      "unknown",
      null,
      "no server answered",
      now,
      both(failing("timeout")),
      [`unknown zone-servers-silent ${name}`],
    ],
    [
      "unknown",
      null,
      "no zone was found",
      now,
      { name, zone: null, answers: [] },
      [`unknown zone-not-found ${name}`],
    ],
  ])("%s (%s s): %s", (standing, waitSeconds, _why, resolver, seen, findings) => {
    const judged = judgeZoneView(resolver, seen);
    expect(judged).toMatchObject({ standing, waitSeconds });
    expect(judged.findings.map(brief)).toEqual(findings);
  });
});

describe("name servers that differ", () => {
  const alias = { ...nxdomain, cnames: ["x.example.net"] } as DnsAnswer<string>;
  const behind = `warning zone-servers-behind ${name}`;
  const differ = `warning zone-servers-differ ${name}`;
  test.each<[string, ZoneView, string]>([
    ["an older serial lacks it", view(server(1, now, 8), server(2, nxdomain, 7)), behind],
    ["an older serial has it still", view(server(1, nxdomain, 7), server(2, old, 6)), behind],
    ["serials that ran round", view(server(1, now, 2), server(2, old, 4_294_967_290)), behind],
    ["one serial, two contents", view(server(1, now, 7), server(2, old, 7)), differ],
    ["the newest do not agree either", view(server(1, now, 8), server(2, old, 8), server(3, old, 7)), differ],
    ["a serial that is not known", view(server(1, now, 8), server(2, nxdomain, null)), differ],
    ["an alias on one of them", view(server(1, alias), server(2, nodata)), differ],
  ])("%s", (_why, seen, expected) => {
    for (const resolver of [now, nxdomain, timedOut]) {
      const judged = judgeZoneView(resolver, seen);
      expect(judged).toMatchObject({ standing: "servers-differ", waitSeconds: null });
      expect(judged.findings.map(brief)).toEqual([expected]);
    }
  });

  test("those behind are named with their serials, and the newest serial with them", () => {
    const seen = view(
      server(1, now, 2_026_010_102),
      server(2, old, 2_026_010_101),
      server(3, now, 2_026_010_102),
    );
    expect(judgeZoneView(now, seen).findings[0]?.data).toEqual({
      name,
      zone: "example.com",
      behind: "ns2.example.com (2026010101)",
      serial: "2026010102",
    });
  });

  test("without serials to tell, those with and those without a record are named", () => {
    const seen = view(server(1, now), server(2, nxdomain), server(3, now));
    expect(judgeZoneView(now, seen).findings[0]?.data).toMatchObject({
      spread: "partly",
      have: "ns1.example.com, ns3.example.com",
      lack: "ns2.example.com",
    });
  });
});

describe("a name server that failed", () => {
  test.each<[DnsFault, string]>([
    ["refused", "warning"],
    ["servfail", "warning"],
    ["malformed", "warning"],
    ["timeout", "warning"],
    ["network", "unknown"],
  ])("%s: nothing is known of its copy, which is a %s", (reason, severity) => {
    const judged = judgeZoneView(now, view(server(1, now), server(2, failing(reason), null)));
    expect(judged.standing).toBe("same");
    expect(judged.findings.map(brief)).toEqual([`${severity} zone-server-failed ns2.example.com`]);
  });

  test("one without an address is the zone's fault, not our network's", () => {
    const lost = { ...server(2, failing("network"), null), address: null };
    const [found] = judgeZoneView(now, view(server(1, now), lost)).findings;
    expect(found).toMatchObject({ code: "zone-server-failed", severity: "warning" });
  });

  test("beside one that waits, it comes second", () => {
    const judged = judgeZoneView(nxdomain, view(server(1, now), server(2, failing("refused"), null)));
    expect(judged.findings.map(({ code }) => code)).toEqual([
      "zone-record-not-visible-yet",
      "zone-server-failed",
    ]);
  });
});

describe("how long to wait", () => {
  test("for a missing name: the longest that any copy's SOA lets resolvers remember it", () => {
    const shorter = { ...server(1, now), state: { serial: 7, negativeTtlSeconds: 60 } };
    expect(judgeZoneView(nxdomain, view(shorter, server(2, now))).waitSeconds).toBe(900);
  });

  test("without an SOA nothing is promised", () => {
    const judged = judgeZoneView(nxdomain, view(server(1, now, null)));
    expect(judged).toMatchObject({ waitSeconds: null, findings: [{ data: { unit: "unknown" } }] });
  });

  test.each([
    [0, "minutes", 1],
    [60, "minutes", 1],
    [61, "minutes", 2],
    [7_200, "minutes", 120],
    [7_201, "hours", 3],
    [86_400, "hours", 24],
  ])("%i s is told as %s: %i", (seconds, unit, time) => {
    const [found] = judgeZoneView(cached(old, seconds), both(now)).findings;
    expect(found?.data).toMatchObject({ unit, time });
  });
});

describe("an alias", () => {
  const target = "_mta-sts.hosted.example";
  const hosted = (answer: DnsAnswer<string>): ZoneAnswer => {
    return { ...server(1, answer), server: "ns1.hosted.example", zone: "hosted.example" };
  };
  const aliased = (...answers: ZoneAnswer[]): ZoneView => {
    return { name, zone: "example.com", alias: { target, zone: "hosted.example" }, answers };
  };
  const through = (answer: DnsAnswer<string>) => ({ ...answer, cnames: [target] }) as DnsAnswer<string>;

  test("is noted, and its target's servers decide", () => {
    const judged = judgeZoneView(through(now), aliased(hosted(through(now))));
    expect(judged.standing).toBe("same");
    expect(judged.findings.map(brief)).toEqual([`info zone-name-is-alias ${name}`]);
  });

  test("that the resolver has not seen leaves the wait unknown: another zone's SOA says it", () => {
    const seen = aliased(hosted(through(now)));
    expect(judgeZoneView(nxdomain, seen)).toMatchObject({
      standing: "published-not-visible",
      waitSeconds: null,
    });
    expect(judgeZoneView(through(nxdomain), seen).waitSeconds).toBe(900);
  });

  test("to a zone that was not found is unknown, and the target is named", () => {
    const lost: ZoneView = {
      name,
      zone: "example.com",
      alias: { target, zone: null },
      answers: [server(3, timedOut, null)],
    };
    const [found] = judgeZoneView(now, lost).findings;
    expect(found).toMatchObject({ code: "zone-not-found", data: { name: target } });
  });

  test("a server of the first zone that failed is told as that zone's", () => {
    const judged = judgeZoneView(through(now), aliased(server(3, timedOut, null), hosted(through(now))));
    expect(judged.findings.at(-1)).toMatchObject({
      code: "zone-server-failed",
      data: { server: "ns3.example.com", zone: "example.com" },
    });
  });
});

test("long texts of strangers are cut before they are shown", () => {
  const wordy: DnsAnswer<string> = { kind: "unreachable", reason: "refused", detail: "x".repeat(5_000) };
  const { findings } = judgeZoneView(now, view(server(1, now), server(2, wordy, null)));
  expect(String(findings[0]?.data.detail).length).toBeLessThanOrEqual(120);
});
