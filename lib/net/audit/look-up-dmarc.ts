import type { DMARCResult } from "mailauth";
import getDmarcRecord from "mailauth/lib/dmarc/get-dmarc-record.js";
import { dmarc } from "mailauth/lib/dmarc/index.js";
import type { DmarcDiscovery, DmarcLook, DmarcPolicy } from "#lib/core/audit/evidence.ts";
import { dmarcName } from "#lib/core/audit/judge-dmarc-look.ts";
import type { Asker } from "./asker.ts";
import { mailauthResolver } from "./mailauth-resolver.ts";

/** DMARC for the domain, and mailauth's own result, which its BIMI check starts from. */
export type DmarcFindings = { look: DmarcLook; result: DMARCResult | null };

/** Finds the policy that applies to the domain (RFC 9989 §4.10) as mailauth reads it. */
export async function lookUpDmarc(asker: Asker, domain: string): Promise<DmarcFindings> {
  const resolver = mailauthResolver(asker);
  const txt = await asker.txt(dmarcName(domain));
  try {
    // As a mail that passes: what is asked for is the policy, not a verdict.
    const result = await dmarc({
      headerFrom: `postmaster@${domain}`,
      spfDomains: [domain],
      dkimDomains: [{ domain }],
      resolver,
    });
    const record = await getDmarcRecord(domain, resolver);
    if (result === false) return { look: withoutReports(domain, txt, { kind: "none" }), result: null };
    const discovery = toDiscovery(result, record);
    const orgDomain = record === false ? null : record.orgDomain;
    const externalReports = await lookUpExternal(asker, discovery, orgDomain ?? domain);
    return { look: { domain, txt, discovery, externalReports }, result };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { look: withoutReports(domain, txt, { kind: "failed", detail }), result: null };
  }
}

function withoutReports(domain: string, txt: DmarcLook["txt"], discovery: DmarcDiscovery): DmarcLook {
  return { domain, txt, discovery, externalReports: [] };
}

type PublishedRecord = Exclude<Awaited<ReturnType<typeof getDmarcRecord>>, false>;

function toDiscovery(result: DMARCResult, record: PublishedRecord | false): DmarcDiscovery {
  if (result.status.result === "temperror") return { kind: "failed", detail: result.error ?? "" };
  if (result.status.result === "none" || record === false) return { kind: "none" };
  const { recordDomain, rr, orgDomain: _above, isOrgRecord: _inherited, ...tags } = record;
  const [p, sp] = [policyOf(result.p), policyOf(result.sp)];
  return {
    kind: "record",
    recordDomain,
    record: rr,
    tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, String(value)])),
    policy: policyOf(result.policy),
    p,
    sp,
    np: result.np === undefined ? sp : policyOf(result.np),
    testing: result.testMode,
    tagsRepeated: result.warnings?.includes("duplicate-tag") ?? false,
    tagsInUpperCase: result.warnings?.includes("tag-case") ?? false,
  };
}

function policyOf(value: string): DmarcPolicy {
  return value === "reject" || value === "quarantine" ? value : "none";
}

/** Of a stranger's text only so many destinations are looked at. */
const maxDestinations = 5;

/** Destinations outside the organization need its consent in DNS (RFC 9990 §4). */
async function lookUpExternal(
  asker: Asker,
  discovery: DmarcDiscovery,
  orgDomain: string,
): Promise<DmarcLook["externalReports"]> {
  if (discovery.kind !== "record") return [];
  const { recordDomain, tags } = discovery;
  const uris = [tags.rua, tags.ruf].flatMap((list) => list?.split(",") ?? []).map((uri) => uri.trim());
  const hosts = [...new Set(uris.flatMap((uri) => mailHost(uri) ?? []))];
  const external = hosts.filter((host) => host !== orgDomain && !host.endsWith(`.${orgDomain}`));
  return Promise.all(
    external.slice(0, maxDestinations).map(async (destination) => {
      const name = `${recordDomain}._report._dmarc.${destination}`;
      return { destination, name, txt: await asker.txt(name) };
    }),
  );
}

/** The domain of a `mailto:` destination; `null` for any other, which takes no part in DMARC. */
function mailHost(uri: string): string | null {
  const match = /^mailto:[^@?]*@([^@?!]+)/i.exec(uri);
  return match?.[1]?.toLowerCase().replace(/\.$/, "") ?? null;
}
