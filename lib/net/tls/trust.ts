import { X509Certificate } from "node:crypto";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

/**
 * The roots that we trust, for TLS 1.2 and newer (RFC 8461 §7.2): Mozilla's, as bundled with Node, and the
 * operator's. Senders use the public roots, so the machine's own store stays out. Reading 150 roots takes
 * milliseconds: make it once. Throws on text that holds no readable certificate.
 */
export function createTrust(extraCaPems: readonly string[]): SecureContext {
  return createSecureContext({ ca: rootsWith(extraCaPems), minVersion: "TLSv1.2" });
}

/**
 * For a second look at servers that `createTrust` finds no common ground with: everything from TLS 1.0 to 1.2 that
 * OpenSSL still has. TLS 1.2 is among it, so what a server of today would choose is not mistaken for old.
 */
export function createOldTlsTrust(extraCaPems: readonly string[]): SecureContext {
  return createSecureContext({
    ca: rootsWith(extraCaPems),
    minVersion: "TLSv1",
    maxVersion: "TLSv1.2",
    ciphers: "ALL:!aNULL:!eNULL:@SECLEVEL=0",
  });
}

function rootsWith(extraCaPems: readonly string[]): string[] {
  return [...rootCertificates, ...extraCaPems.flatMap(splitPem)];
}

/** Each certificate of a bundle is read here, since OpenSSL skips what it cannot read without a word. */
function splitPem(pem: string): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error("the extra CA text holds no PEM certificate");
  return blocks.map((block) => new X509Certificate(block).toString());
}
