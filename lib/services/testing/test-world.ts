import { randomUUIDv7 } from "node:crypto";
import type { DnsAnswer, HttpsReach, MxHostEvidence, MxRecord, PolicyFetch } from "#lib/core/evidence.ts";
import type { SignatureFact } from "#lib/core/tlsrpt/mail-facts.ts";
import type { Db, Role } from "#lib/db/client.ts";
import { ImapTrouble } from "#lib/net/mail/imap/imap-trouble.ts";
import type { Net } from "#lib/net/net.ts";
import type { Actor, Context, Settings } from "#lib/services/context.ts";
import { createVault } from "#lib/services/vault.ts";

/** What the outside answers in a test; names that are not listed do not exist. */
export type Outside = {
  txt?: Record<string, string[] | "unreachable">;
  mx?: Record<string, MxRecord[]>;
  policies?: Record<string, PolicyFetch>;
  /** A and AAAA by name. */
  addresses?: Record<string, string[]>;
  /** Hosts that answer HTTPS, or why they do not; others have no address. */
  https?: Record<string, HttpsReach>;
  /** MX hosts as a look at them finds them, others do not exist; left out, none is looked at. */
  mxHosts?: Record<string, MxHostEvidence>;
  /** Forward-confirmed names by address. */
  names?: Record<string, string[]>;
  /** What becomes of every mail's DKIM signatures; left out, no mail has any. */
  signatures?: SignatureFact[];
};

const settings: Settings = {
  publicUrl: "https://sealpost.example",
  reportUrl: "https://sealpost.example",
  reportMailDomain: null,
  signUp: "invitation",
};

const vault = createVault("the secret of an installation under test");

/** A context over a real database and a told outside. */
export function testContext(
  db: Db,
  actor: Actor,
  {
    outside = {},
    now = new Date("2026-03-10T12:00:00Z"),
    ...rest
  }: Partial<Context> & { outside?: Outside } = {},
): Context {
  return { actor, db, net: toldNet(outside), mailer: null, vault, settings, now, ...rest };
}

/** A user with an organization of their own, as sign-up makes them, without the cost of a password hash. */
export async function makeUser(
  db: Db,
  email: string,
): Promise<{ userId: string; organization: string; actor: Actor }> {
  const slug = `${email.replace(/[^a-z0-9]+/g, "-")}-000000`;
  const user = await db.prisma.user.create({
    data: {
      email,
      memberships: { create: { role: "owner", organization: { create: { name: email, slug } } } },
    },
  });
  return { userId: user.id, organization: slug, actor: { kind: "user", userId: user.id } };
}

/** Adds the user to an organization. */
export async function makeMember(db: Db, userId: string, organization: string, role: Role): Promise<void> {
  await db.prisma.member.create({
    data: { role, user: { connect: { id: userId } }, organization: { connect: { slug: organization } } },
  });
}

/** A proven domain with a report address; due for a check at any moment that a test lives in. */
export async function makeDomain(
  db: Db,
  organization: string,
  name: string,
  data: { verifiedAt?: Date | null; nextCheckAt?: Date } = {},
): Promise<{ domainId: string; token: string }> {
  const token = randomUUIDv7().replaceAll("-", "");
  const domain = await db.prisma.domain.create({
    data: {
      name,
      challenge: "0123456789abcdef0123456789abcdef",
      policyId: "20260101T000000",
      verifiedAt: data.verifiedAt === undefined ? new Date("2026-01-01T00:00:00Z") : data.verifiedAt,
      verifiedBy: data.verifiedAt === null ? null : "txt",
      nextCheckAt: data.nextCheckAt ?? new Date("2026-01-01T00:00:00Z"),
      organization: { connect: { slug: organization } },
      addresses: { create: { token } },
    },
  });
  return { domainId: domain.id, token };
}

function toldNet(outside: Outside): Net {
  const nothing = async () => absent;
  return {
    query: nothing,
    txt: async (name) => {
      const records = outside.txt?.[name];
      if (records === "unreachable") return { kind: "unreachable", reason: "timeout", detail: "told so" };
      return records ? found(records) : absent;
    },
    mx: async (name) => {
      const records = outside.mx?.[name];
      return records ? found(records) : absent;
    },
    addresses: async (name) => {
      const records = outside.addresses?.[name];
      return records ? found(records) : absent;
    },
    cname: nothing,
    ns: nothing,
    ptr: nothing,
    tlsa: nothing,
    caa: nothing,
    fetchPolicy: async (domain) => outside.policies?.[domain] ?? noPolicyHost(domain),
    fetchPolicyEverywhere: async (domain) => {
      const fetch = outside.policies?.[domain] ?? noPolicyHost(domain);
      return { fetch, addresses: fetch.address === null ? [] : [fetch], leftOut: 0 };
    },
    viewZone: async (name) => ({ name, zone: null, answers: [] }),
    probeHttps: async (host) => outside.https?.[host] ?? unreachedHost(host),
    mxSource: outside.mxHosts ? "direct" : "off",
    probeMx: async (host) => outside.mxHosts?.[host] ?? missingMxHost(host),
    confirmedNames: async (address) => {
      const names = outside.names?.[address];
      return names ? { kind: "confirmed", names } : { kind: "none" };
    },
    verifySignatures: async () => outside.signatures ?? [],
    askToken: async () => {
      throw new ImapTrouble("token-unavailable", "told so");
    },
    connectImap: async () => {
      throw new ImapTrouble("dns-absent", "told so");
    },
    courier: { post: async () => false, mail: async () => false },
  };
}

const absent = {
  kind: "absent",
  reason: "nxdomain",
  authenticated: false,
  cnames: [],
} satisfies DnsAnswer<never>;

function found<T>(records: T[]): DnsAnswer<T> {
  return { kind: "found", records, ttlSeconds: 300, authenticated: false, cnames: [] };
}

function unreachedHost(host: string): HttpsReach {
  const timings = { dnsMs: 1, connectMs: null, tlsMs: null };
  return { kind: "failed", host, address: null, tls: null, timings, fault: "dns-absent", detail: "told so" };
}

function missingMxHost(host: string): MxHostEvidence {
  const probedAt = "2026-03-10T12:00:00.000Z";
  return { host, probedAt, addresses: absent, tlsa: absent, looks: [], leftOut: 0 };
}

/** A policy as a healthy policy host serves it. */
export function servedPolicy(domain: string, text: string): PolicyFetch {
  return {
    kind: "fetched",
    host: `mta-sts.${domain}`,
    address: "192.0.2.10",
    contentType: "text/plain",
    text,
    tls: { protocol: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256", chain: [] },
    timings: { dnsMs: 1, connectMs: 1, tlsMs: 1, httpMs: 1 },
  };
}

function noPolicyHost(domain: string): PolicyFetch {
  return {
    kind: "failed",
    host: `mta-sts.${domain}`,
    address: null,
    tls: null,
    timings: { dnsMs: 1, connectMs: null, tlsMs: null, httpMs: null },
    fault: "dns-absent",
    detail: "told so",
    status: null,
    location: null,
  };
}
