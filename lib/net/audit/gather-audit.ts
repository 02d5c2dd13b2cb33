import type {
  BimiLook,
  CaaLook,
  DaneLook,
  DkimLook,
  DmarcLook,
  MxLook,
  SpfLook,
} from "#lib/core/audit/evidence.ts";
import type { TlsRptEvidence } from "#lib/core/audit/judge-transport-look.ts";
import type { DomainEvidence } from "#lib/core/evidence.ts";
import { probedHosts } from "#lib/core/posture/probed-hosts.ts";
import { type Deadline, startDeadline } from "#lib/net/deadline.ts";
import type { Net } from "#lib/net/net.ts";
import { type Asker, createAskers } from "./asker.ts";
import { lookUpBimi } from "./look-up-bimi.ts";
import { lookUpDane } from "./look-up-dane.ts";
import { lookUpDkim } from "./look-up-dkim.ts";
import { lookUpDmarc } from "./look-up-dmarc.ts";
import { lookUpSpf } from "./look-up-spf.ts";

/** What each part of the audit brings, as it arrives. None of the promises rejects for what the outside does. */
export type AuditLooks = {
  mx: Promise<MxLook>;
  spf: Promise<SpfLook>;
  dkim: Promise<DkimLook>;
  dmarc: Promise<DmarcLook>;
  mtaSts: Promise<DomainEvidence>;
  tlsRpt: Promise<TlsRptEvidence>;
  dane: Promise<DaneLook>;
  caa: Promise<CaaLook>;
  bimi: Promise<BimiLook>;
};

export type AuditQuestion = { domain: string; selectors: readonly string[]; now: Date };

/** The whole audit ends within this; what is not answered by then is unknown. */
export const auditMs = 25_000;

/** Look-ups that each part may make: together they bound what one request can cause, whatever a zone holds. */
const shares = { mx: 21, spf: 60, dkim: 45, dmarc: 15, mtaSts: 1, tlsRpt: 2, dane: 21, caa: 12, bimi: 4 };

/** Begins every part of an audit at once. */
export function gatherAudit(
  net: Pick<Net, "query" | "fetchPolicyEverywhere">,
  { domain, selectors, now }: AuditQuestion,
): AuditLooks {
  const deadline: Deadline = startDeadline(auditMs);
  const askers = createAskers(net, deadline);
  const mx = lookUpMx(askers.share(shares.mx), domain);
  const dmarc = lookUpDmarc(askers.share(shares.dmarc), domain);
  const tlsRpt = gatherTlsRpt(askers.share(shares.tlsRpt), domain);
  return {
    mx,
    spf: lookUpSpf(askers.share(shares.spf), domain, deadline),
    dkim: lookUpDkim(askers.share(shares.dkim), domain, selectors),
    dmarc: dmarc.then(({ look }) => look),
    mtaSts: gatherMtaSts(net, askers.share(shares.mtaSts), { domain, now, tlsRpt }),
    tlsRpt,
    dane: mx.then((look) => lookUpDane(askers.share(shares.dane), look)),
    caa: lookUpCaa(askers.share(shares.caa), domain),
    bimi: dmarc.then((findings) => lookUpBimi(askers.share(shares.bimi), domain, findings)),
  };
}

/** Most domains have fewer; a stranger's zone may have hundreds. */
const maxMxHosts = 10;

async function lookUpMx(asker: Asker, domain: string): Promise<MxLook> {
  const mx = await asker.query(domain, "MX");
  const all = probedHosts(domain, mx);
  const looked = all.slice(0, maxMxHosts);
  const hosts = await Promise.all(
    looked.map(async (host) => ({ host, addresses: await asker.addresses(host) })),
  );
  return { domain, mx, hosts, hostsLeftOut: all.length - looked.length };
}

async function gatherTlsRpt(asker: Asker, domain: string): Promise<TlsRptEvidence> {
  const [tlsRptTxt, mx] = await Promise.all([asker.txt(`_smtp._tls.${domain}`), asker.query(domain, "MX")]);
  return { domain, tlsRptTxt, mx };
}

async function gatherMtaSts(
  net: Pick<Net, "fetchPolicyEverywhere">,
  asker: Asker,
  { domain, now, tlsRpt }: { domain: string; now: Date; tlsRpt: Promise<TlsRptEvidence> },
): Promise<DomainEvidence> {
  const [mtaStsTxt, policy, others] = await Promise.all([
    asker.txt(`_mta-sts.${domain}`),
    net.fetchPolicyEverywhere(domain),
    tlsRpt,
  ]);
  const checkedAt = now.toISOString();
  const { fetch: policyFetch, addresses: policyAddresses, leftOut: policyAddressesLeftOut } = policy;
  const files = { policyFetch, policyAddresses, policyAddressesLeftOut };
  return { ...others, checkedAt, mtaStsTxt, ownershipTxt: null, ...files };
}

/** Names longer than this are a stranger's joke. */
const maxClimb = 10;

/** Every name from the policy host up to the top-level domain (RFC 8659 §3). */
async function lookUpCaa(asker: Asker, domain: string): Promise<CaaLook> {
  const labels = `mta-sts.${domain}`.split(".");
  const names = labels.map((_label, index) => labels.slice(index).join(".")).slice(0, maxClimb);
  const climb = await Promise.all(names.map(async (name) => ({ name, caa: await asker.query(name, "CAA") })));
  return { domain, climb };
}
