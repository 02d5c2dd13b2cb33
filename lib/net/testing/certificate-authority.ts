import "reflect-metadata"; // @peculiar/x509 needs it, and needs it first
import {
  BasicConstraintsExtension,
  type Extension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** PEM texts as a TLS server wants them; `cert` is the leaf and any intermediates. */
export type ServerIdentity = { cert: string; key: string };

export type LeafOptions = {
  /** DNS-IDs. */
  names?: string[];
  commonName?: string;
  /** Offsets from the present, in days. */
  validFromDays?: number;
  validToDays?: number;
};

export type TestAuthority = {
  /** The root, for `extraCaPems`. */
  pem: string;
  issue(options?: LeafOptions): Promise<ServerIdentity>;
  /** An authority below this one; its chain comes with what it issues. */
  intermediate(options?: LeafOptions): Promise<TestAuthority>;
};

/** A certification authority that no one trusts unless told to. */
export async function createAuthority(commonName = "Test Root"): Promise<TestAuthority> {
  const keys = await generateKeys();
  const pem = await certify({ commonName }, { keys, isAuthority: true });
  return authority({ name: commonName, keys, pem, above: "" });
}

/** A certificate that signs itself, as servers have before anyone set them up. */
export async function selfSigned(options: LeafOptions = {}): Promise<ServerIdentity> {
  const keys = await generateKeys();
  return { cert: await certify(options, { keys, isAuthority: false }), key: await exportKey(keys) };
}

type Issuer = { name: string; keys: CryptoKeyPair; pem: string; above: string };

function authority(issuer: Issuer): TestAuthority {
  return {
    pem: issuer.pem,
    issue: async (options = {}) => {
      const keys = await generateKeys();
      const leaf = await certify(options, { keys, isAuthority: false, issuer });
      return { cert: leaf + issuer.above, key: await exportKey(keys) };
    },
    intermediate: async (options = {}) => {
      const keys = await generateKeys();
      const name = options.commonName ?? "Test Intermediate";
      const pem = await certify({ ...options, commonName: name }, { keys, isAuthority: true, issuer });
      return authority({ name, keys, pem, above: pem + issuer.above });
    },
  };
}

async function certify(
  { names = [], commonName = "Test Leaf", validFromDays = -1, validToDays = 30 }: LeafOptions,
  { keys, isAuthority, issuer }: { keys: CryptoKeyPair; isAuthority: boolean; issuer?: Issuer },
): Promise<string> {
  const extensions: Extension[] = [new BasicConstraintsExtension(isAuthority, undefined, true)];
  if (names.length > 0) {
    extensions.push(
      new SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns" as const, value }))),
    );
  }
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${commonName}`,
    issuer: `CN=${issuer?.name ?? commonName}`,
    notBefore: daysFromNow(validFromDays),
    notAfter: daysFromNow(validToDays),
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: algorithm,
    extensions,
  });
  return `${certificate.toString("pem")}\n`;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

async function generateKeys(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
}

async function exportKey(keys: CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString("base64")}\n-----END PRIVATE KEY-----\n`;
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}
