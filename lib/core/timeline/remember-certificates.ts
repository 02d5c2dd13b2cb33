import type { CertificateFacts, DomainEvidence, MxHostEvidence } from "../evidence.ts";
import type { CertificateChange, DomainEvent, Remembered, SeenCertificate } from "./event.ts";
import { plainText } from "./plain-text.ts";

/** What is known of the certificates of one host, over its addresses; those presented last come first. */
export type HostCertificates = { host: string; certificates: SeenCertificate[] };

/** Behind one address may stand many machines, so certificates seen some time ago still count as known. */
const maxPerHost = 12;
/** More than a check looks at. */
const maxHosts = 24;
const maxHostLength = 255;

/** The certificates of the policy host. */
export function rememberPolicyCertificates(
  before: SeenCertificate[],
  { domain, policyFetch, policyAddresses = [] }: DomainEvidence,
): Remembered<SeenCertificate[]> {
  const fetches = [...(policyFetch === null ? [] : [policyFetch]), ...policyAddresses];
  const presented = seenOf(fetches.flatMap(({ tls }) => tls?.chain[0] ?? []));
  return rememberHost(before, presented, `mta-sts.${domain}`, "policy");
}

/**
 * Those of each MX host. A host that showed none keeps what was known of it; `isGone` tells the hosts that are no MX of
 * the domain any more, and they are forgotten.
 */
export function rememberMxCertificates(
  before: HostCertificates[],
  { mxProbes }: DomainEvidence,
  isGone: (host: string) => boolean,
): Remembered<HostCertificates[]> {
  const known = new Map(before.map(({ host, certificates }) => [host, certificates]));
  const events: DomainEvent[] = [];
  for (const [host, leaves] of leavesByHost(mxProbes?.hosts ?? [])) {
    const one = rememberHost(known.get(host) ?? [], seenOf(leaves), host, "mx");
    known.delete(host);
    if (one.next.length > 0) known.set(host, one.next);
    events.push(...one.events);
  }
  const kept = [...known].filter(([host]) => !isGone(host)).slice(-maxHosts);
  return { next: kept.map(([host, certificates]) => ({ host, certificates })), events };
}

function leavesByHost(hosts: MxHostEvidence[]): Map<string, CertificateFacts[]> {
  const leaves = new Map<string, CertificateFacts[]>();
  for (const { host, looks } of hosts) {
    const name = plainText(host, maxHostLength);
    const own = looks.flatMap(({ tls }) => tls?.chain[0] ?? []);
    leaves.set(name, [...(leaves.get(name) ?? []), ...own]);
  }
  return leaves;
}

/** Each once, whatever the order of the addresses. */
function seenOf(leaves: CertificateFacts[]): SeenCertificate[] {
  const byPrint = new Map<string, SeenCertificate>();
  for (const leaf of leaves) {
    const fingerprint = plainText(leaf.fingerprint256.replaceAll(":", ""), 64);
    byPrint.set(fingerprint, { fingerprint, notAfter: plainText(leaf.notAfter, 32) });
  }
  return [...byPrint.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)).slice(0, maxPerHost);
}

/** A first sight is no change. Of several new ones, the one that is valid for longest is told. */
function rememberHost(
  before: SeenCertificate[],
  presented: SeenCertificate[],
  subject: string,
  of: "policy" | "mx",
): Remembered<SeenCertificate[]> {
  const isKnown = ({ fingerprint }: SeenCertificate) => before.some((one) => one.fingerprint === fingerprint);
  const earlier = before.filter(
    (one) => !presented.some(({ fingerprint }) => fingerprint === one.fingerprint),
  );
  const next = [...presented, ...earlier].slice(0, maxPerHost);
  const latestBefore = latestOf(before);
  const latestNew = latestOf(presented.filter((one) => !isKnown(one)));
  if (latestBefore === null || latestNew === null) return { next, events: [] };
  const isLonger = Date.parse(latestNew.notAfter) > Date.parse(latestBefore.notAfter);
  const kind: CertificateChange = `${of}-certificate-${isLonger ? "renewed" : "changed"}`;
  return { next, events: [{ kind, subject, before: latestBefore, after: latestNew }] };
}

function latestOf(certificates: SeenCertificate[]): SeenCertificate | null {
  const end = ({ notAfter }: SeenCertificate) => Date.parse(notAfter) || 0;
  return certificates.reduce<SeenCertificate | null>(
    (latest, one) => (latest === null || end(one) > end(latest) ? one : latest),
    null,
  );
}
