import type { Resolver } from "node:dns/promises";
import type { TLSSocket } from "node:tls";
import type { World } from "../world.ts";
import { askRaw, resolverOf } from "./ask-dns.ts";
import { fetchPolicy, type SeenPolicy } from "./fetch-policy.ts";
import { openSmtp } from "./smtp-client.ts";

/** A domain seen from outside with nothing but Node's own clients, one short text per part. */
export type Look = Record<
  | "tlsRpt"
  | "mtaSts"
  | "mx"
  | "policyHost"
  | "policy"
  | "policyText"
  | "policyCertificate"
  | "mx1"
  | "mx2"
  | "mxCertificate1"
  | "mxCertificate2"
  | "tlsa1"
  | "tlsa2"
  | "signed",
  string
>;

const shortMs = 300;
const longMs = 20_000;

/**
 * Looks at every part of a domain. The domain's name is written as `DOMAIN`. `silent` names the parts that are not
 * expected to answer, which are then waited for only briefly.
 */
export async function look(world: World, domain: string, silent: (keyof Look)[] = []): Promise<Look> {
  const wait = (part: keyof Look) => (silent.includes(part) ? shortMs : longMs);
  const dns = (part: keyof Look) => resolverOf(world, wait(part));
  const [tlsRpt, mtaSts, mx, policyHost, policy, first, second, tlsa1, tlsa2, signed] = await Promise.all([
    txt(dns("tlsRpt"), `_smtp._tls.${domain}`),
    txt(dns("mtaSts"), `_mta-sts.${domain}`),
    text(dns("mx").resolveMx(domain), (found) => found.map(({ exchange }) => exchange || "."), true),
    text(dns("policyHost").resolve4(`mta-sts.${domain}`, { ttl: true }), (found) =>
      found.map(({ ttl }) => `ttl ${ttl}`),
    ),
    lookAtPolicy(world, domain, wait("policy")),
    lookAtMx(world, `mx1.${domain}`, wait("mx1")),
    lookAtMx(world, `mx2.${domain}`, wait("mx2")),
    text(resolverOf(world).resolveTlsa(`_25._tcp.mx1.${domain}`), describeTlsa),
    text(resolverOf(world).resolveTlsa(`_25._tcp.mx2.${domain}`), describeTlsa),
    askRaw(world, domain, "SOA", { ad: true }).then(({ packet }) => (packet.flag_ad ? "yes" : "no")),
  ]);
  const seen: Look = {
    ...{ tlsRpt, mtaSts, mx, policyHost, ...policy, tlsa1, tlsa2, signed },
    ...{ mx1: first.outcome, mxCertificate1: first.certificate },
    ...{ mx2: second.outcome, mxCertificate2: second.certificate },
  };
  const neutral = Object.entries(seen).map(([part, value]) => [part, value.replaceAll(domain, "DOMAIN")]);
  return Object.fromEntries(neutral) as Look;
}

function txt(resolver: Resolver, name: string): Promise<string> {
  return text(resolver.resolveTxt(name), (found) => found.map((strings) => strings.join("")), true);
}

async function text<T>(lookUp: Promise<T>, inWords: (found: T) => string[], sorted = false): Promise<string> {
  try {
    const parts = inWords(await lookUp);
    return (sorted ? parts.sort() : parts).join(" + ");
  } catch (error) {
    return codeOf(error);
  }
}

function describeTlsa(found: { certUsage: number; selector: number; match: number }[]): string[] {
  return found.map(({ certUsage, selector, match }) => `${certUsage} ${selector} ${match}`);
}

async function lookAtPolicy(
  world: World,
  domain: string,
  patienceMs: number,
): Promise<Pick<Look, "policy" | "policyText" | "policyCertificate">> {
  const addresses = await resolverOf(world)
    .resolve4(`mta-sts.${domain}`)
    .catch(() => []);
  const seen = await Promise.all(
    addresses.map((address) => fetchPolicy(world, domain, { address, patienceMs })),
  );
  const each = (inWords: (policy: SeenPolicy) => string) =>
    seen.length === 0 ? "no host" : seen.map(inWords).join(" + ");
  return {
    policy: each((policy) => {
      if (policy.kind === "error") return policy.error;
      if (policy.kind === "silence") return "silence";
      return [policy.status, policy.location, policy.contentType].filter((part) => part !== null).join(" ");
    }),
    policyText: each((policy) =>
      policy.kind === "answer" ? policy.text.slice(0, 200).replaceAll("\n", "|") : "none",
    ),
    policyCertificate: each((policy) =>
      policy.kind === "answer" ? `${policy.certificate.names} ${policy.certificate.daysLeft}` : "none",
    ),
  };
}

async function lookAtMx(
  world: World,
  host: string,
  patienceMs: number,
): Promise<{ outcome: string; certificate: string }> {
  const addresses = await resolverOf(world)
    .resolve4(host)
    .catch(() => []);
  const seen = await Promise.all(addresses.map((address) => probe(world, host, address, patienceMs)));
  return {
    outcome: seen.map(({ outcome }) => outcome).join(" + ") || "no address",
    certificate: seen.map(({ certificate }) => certificate).join(" + ") || "no address",
  };
}

async function probe(
  world: World,
  host: string,
  address: string,
  patienceMs: number,
): Promise<{ outcome: string; certificate: string }> {
  try {
    const client = await openSmtp(address, world.smtpPort, patienceMs);
    const outcome = await dialogue(client, host, world.ca);
    client.close();
    return outcome;
  } catch (error) {
    return { outcome: codeOf(error), certificate: "none" };
  }
}

async function dialogue(
  client: Awaited<ReturnType<typeof openSmtp>>,
  host: string,
  ca: string,
): Promise<{ outcome: string; certificate: string }> {
  const greeting = await client.reply();
  if (!greeting.startsWith("220")) return { outcome: greeting, certificate: "none" };
  const capabilities = await client.say("EHLO client.example");
  if (!capabilities.includes("STARTTLS")) return { outcome: "no STARTTLS", certificate: "none" };
  const go = await client.say("STARTTLS");
  if (!go.startsWith("220")) return { outcome: go, certificate: "none" };
  const secure = await client.upgrade({ ca, servername: host });
  await client.say("EHLO client.example");
  return { outcome: secure.getProtocol() ?? "no protocol", certificate: describeCertificate(secure) };
}

function describeCertificate(secure: TLSSocket): string {
  const { subjectaltname, valid_to } = secure.getPeerCertificate();
  return `${subjectaltname ?? "none"} ${Math.round((Date.parse(valid_to) - Date.now()) / 86_400_000)}`;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
