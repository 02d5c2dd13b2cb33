import { createHash } from "node:crypto";
import type { Answer } from "dns-packet";
import { asArray, type DomainDescription, type MxDescription, mxHostNames } from "./description.ts";
import type { NameTable } from "./dns/name-table.ts";
import type { PolicyHosts } from "./policy/policy-hosts.ts";
import { policySite } from "./policy/policy-text.ts";
import type { MxHosts } from "./smtp/mx-hosts.ts";
import type { Authority } from "./tls/authority.ts";
import { hostZone, zoneOf } from "./zone-of.ts";

type Parts = { names: NameTable; authority: Authority; policyHosts: PolicyHosts; mxHosts: MxHosts };
type MxEntry = Exclude<MxDescription, string>;

export type Domains = {
  publish: (domain: string, description: DomainDescription) => Promise<void>;
  change: (domain: string, parts: Partial<DomainDescription>) => Promise<void>;
  unpublish: (domain: string) => Promise<void>;
  domains: () => Record<string, DomainDescription>;
};

/** Turns descriptions into names, policy hosts and MX hosts; changes are carried out one after another. */
export function createDomains(parts: Parts): Domains {
  const published = new Map<string, DomainDescription>();
  const inTurn = createTurns();
  return {
    publish: (domain, description) => inTurn(() => publish(parts, published, domain, description)),
    change: (domain, changed) =>
      inTurn(() => {
        const known = published.get(domain);
        if (!known) throw new Error(`${domain} is not published in this world`);
        return publish(parts, published, domain, { ...known, ...changed });
      }),
    unpublish: (domain) => inTurn(() => unpublish(parts, published, domain)),
    domains: () => Object.fromEntries(published),
  };
}

async function publish(
  parts: Parts,
  published: Map<string, DomainDescription>,
  domain: string,
  description: DomainDescription,
): Promise<void> {
  const before = published.get(domain);
  for (const entry of description.mx ?? []) await raiseMx(parts, entry, description.dnssec ?? false);
  const policyAddresses = await raisePolicy(parts, domain, description);
  parts.names.set(`domain ${domain}`, zoneOf(domain, description, policyAddresses));
  published.set(domain, description);
  if (before) await dropUnusedMx(parts, published, before);
}

async function unpublish(
  parts: Parts,
  published: Map<string, DomainDescription>,
  domain: string,
): Promise<void> {
  const before = published.get(domain);
  if (!before) return;
  published.delete(domain);
  parts.names.remove(`domain ${domain}`);
  parts.policyHosts.remove(`mta-sts.${domain}`);
  await dropUnusedMx(parts, published, before);
}

async function raiseMx(parts: Parts, described: MxDescription, secure: boolean): Promise<void> {
  if (typeof described === "string" && parts.mxHosts.has(described)) return;
  const entry: MxEntry = typeof described === "string" ? { host: described } : described;
  if (!stands(entry)) return;
  const smtp = entry.smtp === undefined ? [{}] : asArray(entry.smtp);
  const addresses = await parts.mxHosts.set(entry.host, smtp, entry.address ?? null);
  const tlsa = await tlsaRecords(parts.authority, entry);
  parts.names.set(`mx ${entry.host}`, hostZone(entry.host, addresses, secure, tlsa));
}

async function tlsaRecords(authority: Authority, entry: MxEntry): Promise<Answer[]> {
  if (entry.tlsa === undefined) return [];
  const [first] = asArray(entry.smtp);
  const issued = await authority.issue(entry.host, first?.certificate ?? "valid");
  const hex =
    entry.tlsa === "mismatching"
      ? createHash("sha256").update("a key that this host no longer has").digest("hex")
      : issued.publicKeySha256;
  // Usage 1 (PKIX-EE) is unusable for SMTP (RFC 7672 §3.1.3).
  const usage = entry.tlsa === "unusable" ? 1 : 3;
  const data = { usage, selector: 1, matchingType: 1, certificate: Buffer.from(hex, "hex") };
  return [{ type: "TLSA", name: `_25._tcp.${entry.host}`, ttl: 300, data }];
}

/** Nothing ever listens on these, so that connections are refused. */
const refusedAddress = (index: number) => `127.3.0.${index + 1}`;
const policyAddress = (index: number) => (index === 0 ? "127.0.0.1" : `127.1.0.${index}`);

async function raisePolicy(parts: Parts, domain: string, description: DomainDescription): Promise<string[]> {
  const host = `mta-sts.${domain}`;
  const places = asArray(description.policy).map((policy, index) => {
    const site = policySite(policy, mxHostNames(description));
    return { site, address: site.connection === "refused" ? refusedAddress(index) : policyAddress(index) };
  });
  if (places.length === 0) parts.policyHosts.remove(host);
  else await parts.policyHosts.set(host, places);
  return places.map((place) => place.address);
}

async function dropUnusedMx(
  { names, mxHosts }: Parts,
  published: Map<string, DomainDescription>,
  before: DomainDescription,
): Promise<void> {
  const used = new Set([...published.values()].flatMap(standingHosts));
  for (const host of standingHosts(before)) {
    if (used.has(host)) continue;
    names.remove(`mx ${host}`);
    await mxHosts.remove(host);
  }
}

function standingHosts(description: DomainDescription): string[] {
  return (description.mx ?? [])
    .filter(stands)
    .map((described) => (typeof described === "string" ? described : described.host));
}

function stands(described: MxDescription): boolean {
  return typeof described === "string" || (described.host !== "" && described.exists !== false);
}

function createTurns(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    last = run.catch(() => {}); // the caller of `run` hears of it; the next in line goes on
    return run;
  };
}
