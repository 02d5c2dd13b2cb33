import "reflect-metadata"; // what @peculiar/x509's dependency injection needs, before it is loaded
import { createHash, type KeyObject } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import type { CertificateDescription } from "../description.ts";
import { type KeyPair, makeKeyPair, privateKeyOf, signing } from "./key-pair.ts";

/** What a TLS server presents. `chainPem` is the leaf, then what it sends with it. */
export type Issued = {
  key: KeyObject;
  chainPem: string;
  /** SHA-256 of the leaf's SubjectPublicKeyInfo, in hex: the data of a `3 1 1` TLSA record. */
  publicKeySha256: string;
};

export type Authority = {
  /** The only root to trust, as PEM. */
  caPem: string;
  /** The certificate of a host, issued at the first call and the same ever after. */
  issue: (host: string, description: CertificateDescription) => Promise<Issued>;
};

type Issuer = { keys: KeyPair; certificate: X509Certificate; intermediate: X509Certificate };

const dayMs = 86_400_000;

/** A test CA with an intermediate, and a second one that nobody trusts. P-256 throughout, times around `now`. */
export async function createAuthority(now: () => Date = () => new Date()): Promise<Authority> {
  const trusted = await makeIssuer("mail-world test CA", now());
  const untrusted = await makeIssuer("mail-world unknown CA", now());
  const issued = new Map<string, Promise<Issued>>();
  return {
    caPem: trusted.certificate.toString("pem"),
    issue(host, description) {
      const key = `${host} ${JSON.stringify(description)}`;
      const known = issued.get(key) ?? issueLeaf(trusted, untrusted, host, description, now());
      issued.set(key, known);
      return known;
    },
  };
}

async function makeIssuer(name: string, now: Date): Promise<Issuer> {
  const root = await makeKeyPair();
  const keys = await makeKeyPair();
  const times = { notBefore: daysAfter(now, -365), notAfter: daysAfter(now, 3650) };
  const usages = new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}, O=mail-world`,
    keys: root,
    ...times,
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(true, 1, true),
      usages,
      await SubjectKeyIdentifierExtension.create(root.publicKey),
    ],
  });
  const intermediate = await X509CertificateGenerator.create({
    subject: `CN=${name} intermediate, O=mail-world`,
    issuer: certificate.subjectName,
    publicKey: keys.publicKey,
    signingKey: root.privateKey,
    signingAlgorithm: signing,
    ...times,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      usages,
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(root.publicKey),
    ],
  });
  return { keys, certificate, intermediate };
}

async function issueLeaf(
  trusted: Issuer,
  untrusted: Issuer,
  host: string,
  description: CertificateDescription,
  now: Date,
): Promise<Issued> {
  const keys = await makeKeyPair();
  const { notBefore, notAfter } = lifetime(description, now);
  const names = namesFor(description, host);
  const params = {
    notBefore,
    notAfter,
    signingAlgorithm: signing,
    extensions: await leafExtensions(keys, description === "no-san" ? [] : names),
  };
  const subject = subjectOf(description === "no-san" ? host : (names[0] ?? host));
  if (description === "self-signed") {
    const leaf = await X509CertificateGenerator.createSelfSigned({ ...params, name: subject, keys });
    return present(keys, [leaf]);
  }
  const issuer = description === "untrusted-ca" ? untrusted : trusted;
  const leaf = await X509CertificateGenerator.create({
    ...params,
    subject,
    issuer: issuer.intermediate.subjectName,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
  });
  return present(keys, description === "incomplete-chain" ? [leaf] : [leaf, issuer.intermediate]);
}

function present(keys: KeyPair, chain: [X509Certificate, ...X509Certificate[]]): Issued {
  const spki = Buffer.from(chain[0].publicKey.rawData);
  return {
    key: privateKeyOf(keys),
    chainPem: chain.map((certificate) => certificate.toString("pem")).join("\n"),
    publicKeySha256: createHash("sha256").update(spki).digest("hex"),
  };
}

async function leafExtensions(keys: KeyPair, names: string[]): Promise<Extension[]> {
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ...(names.length === 0
      ? []
      : [new SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns" as const, value })))]),
  ];
}

function lifetime(description: CertificateDescription, now: Date): { notBefore: Date; notAfter: Date } {
  if (description === "expired") return { notBefore: daysAfter(now, -91), notAfter: daysAfter(now, -1) };
  if (description === "not-yet-valid") return { notBefore: daysAfter(now, 1), notAfter: daysAfter(now, 91) };
  const validDays = typeof description === "string" ? undefined : description.validDays;
  return { notBefore: daysAfter(now, -91), notAfter: daysAfter(now, validDays ?? 89) };
}

function namesFor(description: CertificateDescription, host: string): string[] {
  if (typeof description !== "string") return description.names ?? [host];
  return description === "wrong-name" ? ["another-host.example"] : [host];
}

/** A common name holds 64 characters at most (RFC 5280, ub-common-name); longer hosts go by their SAN. */
function subjectOf(host: string): string {
  return host.length <= 64 ? `CN=${host}` : "O=mail-world";
}

function daysAfter(now: Date, days: number): Date {
  return new Date(now.getTime() + days * dayMs);
}
