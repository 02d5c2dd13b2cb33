import { describe, expect, test } from "vitest";
import type { MxAddressLook, MxFault, MxHostEvidence } from "../evidence.ts";
import { address, failedLook, found, mxHost, otherAddress, secured } from "../joined/testing/mx-look.ts";
import { unseenMxHosts } from "./our-limits.ts";
import type { Previous } from "./posture.ts";
import * as world from "./testing/healthy-evidence.ts";
import { first, probed, second, unreached } from "./testing/mx-evidence.ts";

const { brief, judge } = world;
const both = [first, second];
const expired = { notBefore: "2026-03-01T00:00:00.000Z", notAfter: "2026-06-15T11:59:59.000Z" };

/** The state of the part, and what was found. */
function seen(changes: Parameters<typeof judge>[0]): string[] {
  const { parts, findings } = judge(changes);
  return [parts.mx, ...findings.map(brief)];
}

function looks(...all: MxAddressLook[]): Partial<MxHostEvidence> {
  return { looks: all, addresses: found(all.map((look) => look.address)) };
}

describe("our own limits are told once and blamed on nobody", () => {
  const dark = (fault: MxFault) => ({
    egress: "unproven" as const,
    hosts: both.map((host) => mxHost({ host, ...looks(unreached(fault), unreached(fault, otherAddress)) })),
  });

  test.each<MxFault>(["connect-timeout", "network", "connect-refused"])(
    "%s everywhere, and no mail server ever answered us: port 25 is shut",
    (fault) => {
      const posture = judge(probed({}, dark(fault)));
      expect(posture.findings.map(brief)).toEqual(["unknown mx-port-25-blocked example.com"]);
      expect(posture.findings[0]?.data).toMatchObject({ host: first, hosts: 2, addresses: 4 });
      expect(posture.parts.mx).toBe("ok");
      expect(unseenMxHosts(posture.findings)).toEqual({ host: first, hosts: 2 });
    },
  );

  test("one answer in this very look proves port 25 open, and a refusal is the host's again", () => {
    const oneDown = probed(looks(unreached("connect-refused")), { egress: "unproven" });
    expect(seen(oneDown)).toEqual(["error", `error mx-connection-refused ${first}`]);
  });

  test("no IPv6 anywhere, IPv4 fine: one finding, and no host in the dark", () => {
    const half = looks(secured(address), unreached("network", otherAddress));
    const posture = judge(probed(half));
    expect(posture.findings.map(brief)).toEqual(["unknown mx-ipv6-not-reached example.com"]);
    expect(unseenMxHosts(posture.findings)).toBeNull();
  });

  test("one IPv6 address answers: the other that does not is told by itself", () => {
    const half = looks(secured(otherAddress), unreached("connect-timeout", "2001:db8::26"));
    expect(judge(probed(half)).findings).toMatchObject([
      { code: "mx-unreachable", subject: first, data: { address: "2001:db8::26", seen: 1 } },
    ]);
  });

  test("hosts of which no address was seen are counted once each", () => {
    const both25 = looks(unreached("connect-timeout"), failedLook("tls-timeout", "192.0.2.27"));
    expect(unseenMxHosts(judge(probed(both25)).findings)).toEqual({ host: first, hosts: 1 });
  });

  test("probes turned off", () => {
    const off = probed({}, { source: "off", egress: "unproven", hosts: [] });
    expect(seen(off)).toEqual(["ok", "info mx-probes-off example.com"]);
    expect(unseenMxHosts(judge(off).findings)).toEqual({ host: first, hosts: 2 });
  });

  test("nothing is told of probes where no mail is taken, or nobody knows the hosts", () => {
    const off = probed({}, { source: "off", egress: "unproven", hosts: [] });
    expect(seen({ ...off, mx: world.mx("") })).toEqual(["absent", "info mx-null example.com"]);
    expect(seen({ ...off, mx: world.timedOut })).toEqual([
      "unknown",
      "unknown dns-lookup-failed example.com",
    ]);
  });

  test("hosts that this check did not come to", () => {
    const partial = probed({}, { hosts: [mxHost()], leftOut: [second] });
    expect(seen(partial)).toEqual(["ok", "unknown mx-hosts-not-probed example.com"]);
    expect(unseenMxHosts(judge(partial).findings)).toEqual({ host: second, hosts: 1 });
  });
});

describe("an error stands while nobody can see the host", () => {
  const before = judge(probed(looks(secured(address, expired))));
  const previous: Previous = { evidence: null, stage: "enforce", findings: before.findings };
  const error = `error mx-certificate-expired ${first}`;

  test.each([
    ["it is in the hands of another check", probed({}, { hosts: [], leftOut: both })],
    ["it does not answer", probed(looks(unreached("connect-timeout")))],
    ["it turns us away", probed(looks(failedLook("banner-refused")))],
    [
      "port 25 is shut",
      probed({}, { egress: "unproven", hosts: [mxHost({ host: first, ...looks(unreached("network")) })] }),
    ],
  ])("%s", (_why, changes) => {
    const posture = judge(changes, previous);
    expect(posture.findings.map(brief)).toContain(error);
    expect(posture.parts.mx).toBe("error");
  });

  test.each([
    ["seen and mended", probed()],
    ["seen at another address", probed(looks(unreached("connect-timeout"), secured("192.0.2.27")))],
    ["no longer an MX host", probed({}, { hosts: [] })],
  ])("but not once it is %s", (_how, changes) => {
    expect(judge(changes, previous).findings.map(brief)).not.toContain(error);
  });

  test("and for a week at most", () => {
    const hidden = probed(looks(unreached("connect-timeout")));
    const next = judge(hidden, previous);
    const later = (checkedAt: string) =>
      judge({ ...hidden, checkedAt }, { ...previous, findings: next.findings }).findings.map(brief);
    expect(later("2026-06-21T12:00:00.000Z")).toContain(error);
    expect(later("2026-06-23T12:00:00.000Z")).not.toContain(error);
  });
});
