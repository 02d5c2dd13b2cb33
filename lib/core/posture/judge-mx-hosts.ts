import type { DomainEvidence, MxAddressLook, MxHostEvidence, MxProbes } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import type { PolicyMode } from "../mtasts/policy.ts";
import { judgeDaneZones, judgeMxDane } from "./judge-mx-dane.ts";
import { mxCertificateFindings } from "./mx-certificate-findings.ts";
import { type MxStakes, mxFaultFinding } from "./mx-fault-finding.ts";
import { isUnseenMx } from "./our-limits.ts";
import { type ReachLimit, reachLimits } from "./own-reach.ts";
import { lookupFailed } from "./part.ts";
import { probedHosts } from "./probed-hosts.ts";
import { standingMxErrors } from "./standing-mx-errors.ts";

/**
 * What a sender meets at each MX host and each of its addresses, as far as STARTTLS (RFC 8461 §4, RFC 7672 §2.2). `mode` is
 * that of the policy in force, `none` without one. The subject of a finding is the host, or the domain where it is about
 * how we look; its data name the address. Evidence without a look at the hosts gives nothing. `before` are the findings of
 * the check before: an error at an address stands while its host cannot be seen, since not seeing it mends nothing.
 */
export function judgeMxHosts(
  evidence: DomainEvidence,
  mode: PolicyMode,
  before: readonly Finding[] = [],
): Finding[] {
  const { mxProbes } = evidence;
  if (mxProbes === undefined) return [];
  const limitOf = reachLimits(mxProbes);
  const scene: Scene = { evidence, mode, before, limitOf, now: new Date(evidence.checkedAt) };
  return [
    ...(mxProbes.source === "off" ? probesOff(evidence) : []),
    ...outOfReach(evidence.domain, mxProbes, limitOf),
    ...notProbed(evidence.domain, mxProbes.leftOut),
    ...mxProbes.leftOut.flatMap((host) => standingMxErrors(host, scene)),
    ...judgeDaneZones(evidence, mxProbes.hosts),
    ...mxProbes.hosts.flatMap((host) => judgeHost(host, scene)),
  ];
}

type Scene = {
  evidence: DomainEvidence;
  mode: PolicyMode;
  before: readonly Finding[];
  limitOf: (look: MxAddressLook) => ReachLimit | null;
  now: Date;
};

/** The operator wants no connections to port 25. Hosts that nobody delivers to need none. */
function probesOff({ domain, mx }: DomainEvidence): Finding[] {
  const hosts = probedHosts(domain, mx);
  const [host] = hosts;
  if (host === undefined) return [];
  return [finding("mx-probes-off", "info", { subject: domain, data: { host, hosts: hosts.length } })];
}

/** Beyond the cap of one check, or in the hands of another one. */
function notProbed(domain: string, leftOut: string[]): Finding[] {
  const [host] = leftOut;
  if (host === undefined) return [];
  return [
    finding("mx-hosts-not-probed", "unknown", { subject: domain, data: { host, hosts: leftOut.length } }),
  ];
}

const limitCodes: Record<ReachLimit, string> = {
  "port-25": "mx-port-25-blocked",
  ipv6: "mx-ipv6-not-reached",
};

/** One finding for each limit of ours, not one for each address that it hides. `hosts` counts those that it hides whole. */
function outOfReach(domain: string, { hosts }: MxProbes, limitOf: Scene["limitOf"]): Finding[] {
  return (["port-25", "ipv6"] as const).flatMap((limit) => {
    const looks = hosts.flatMap(({ looks: own }) => own.filter((look) => limitOf(look) === limit));
    if (looks.length === 0) return [];
    const hidden = hosts.filter((host) => host.looks.length > 0 && host.looks.every((look) => limitOf(look)));
    const host = hidden[0]?.host ?? "none";
    const data = { host, hosts: hidden.length, addresses: looks.length, address: looks[0]?.address ?? "" };
    return [finding(limitCodes[limit], "unknown", { subject: domain, data })];
  });
}

function judgeHost(host: MxHostEvidence, scene: Scene): Finding[] {
  const { host: name, addresses } = host;
  switch (addresses.kind) {
    case "unreachable":
      return [lookupFailed(name, "A, AAAA", addresses)];
    case "absent": {
      const rest = { clause: "RFC 5321 §5.1", subject: name, data: { host: name } };
      return [finding("mx-host-without-address", "error", rest)];
    }
    case "found": {
      const dane = judgeMxDane(host, scene.evidence);
      const stakes = { mode: scene.mode, dane: dane.applies };
      return [
        ...alias(name, addresses.cnames),
        ...judgeLooks(host, stakes, scene),
        ...dane.findings,
        ...addressesLeftOut(host),
      ];
    }
    default:
      return addresses satisfies never;
  }
}

function alias(host: string, cnames: string[]): Finding[] {
  const target = cnames.at(-1);
  if (target === undefined) return [];
  return [
    finding("mx-host-alias", "warning", {
      clause: "RFC 2181 §10.3",
      subject: host,
      data: { host, target },
    }),
  ];
}

/** What went unseen of one address says how many of the host's were `seen`: one that was lights up the host. */
function judgeLooks({ host, looks }: MxHostEvidence, stakes: MxStakes, scene: Scene): Finding[] {
  const within = looks.filter((look) => scene.limitOf(look) === null);
  const judged = within.map((look) => judgeLook(host, look, stakes, scene.now));
  const seen = judged.filter((findings) => !findings.some(isUnseenMx)).length;
  const told = judged.flat().map((one) => (isUnseenMx(one) ? { ...one, data: { ...one.data, seen } } : one));
  return seen > 0 ? told : [...told, ...standingMxErrors(host, scene)];
}

function judgeLook(host: string, look: MxAddressLook, stakes: MxStakes, now: Date): Finding[] {
  const at = { host, address: look.address };
  switch (look.kind) {
    case "secured":
      return look.tls === null ? [] : mxCertificateFindings(at, look.tls, { stakes, now });
    case "failed": {
      // Old TLS may still have shown a certificate.
      const { tls } = look;
      const shown =
        tls !== null && tls.chain.length > 0 ? mxCertificateFindings(at, tls, { stakes, now }) : [];
      return [mxFaultFinding(host, look, stakes), ...shown];
    }
    default:
      return look satisfies never;
  }
}

function addressesLeftOut({ host, looks, leftOut }: MxHostEvidence): Finding[] {
  if (leftOut === 0) return [];
  return [
    finding("mx-addresses-left-out", "info", {
      subject: host,
      data: { host, checked: looks.length, count: leftOut },
    }),
  ];
}
