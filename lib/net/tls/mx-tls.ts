import { createHash, type X509Certificate } from "node:crypto";
import type { TLSSocket } from "node:tls";
import { subjectPublicKeyInfo } from "#lib/core/dane/spki.ts";
import type { MxCertificate, MxTls } from "#lib/core/evidence.ts";
import { certificateFacts, chainErrorOf, presentedCertificates } from "./facts.ts";
import { publicKeyOf } from "./key-facts.ts";

/** What we look through, what we keep, and its size: more than honest chains have, less than OpenSSL lets through. */
export const chainCaps = { presented: 32, path: 10, octets: 65_536 };

/** What an MX host showed in a completed handshake. Call it once per socket. */
export function readMxTls(socket: TLSSocket): MxTls {
  const presented = presentedCertificates(socket, chainCaps.presented);
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().standardName,
    chain: signedPath(presented).map(mxCertificate),
    chainError: chainErrorOf(socket),
  };
}

/**
 * The path from the leaf, each certificate followed by the presented one whose key signed it. Only what was presented
 * is in it, as TLSA records of usage 2 require (RFC 7671 §5.2.2); what belongs to no path is left out, whatever its
 * place. The leaf is kept whatever its size.
 */
export function signedPath([leaf, ...others]: readonly X509Certificate[]): X509Certificate[] {
  const path: X509Certificate[] = [];
  let octets = 0;
  let next = leaf;
  while (next !== undefined && path.length < chainCaps.path) {
    octets += next.raw.length;
    if (path.length > 0 && octets > chainCaps.octets) break;
    path.push(next);
    const current = next;
    next = others.find((candidate) => !path.includes(candidate) && hasSigned(candidate, current));
  }
  return path;
}

/** Names and key identifiers first, since the signature is what costs. */
function hasSigned(issuer: X509Certificate, certificate: X509Certificate): boolean {
  // A root is its own issuer, and a copy of it would be so too.
  if (certificate.subject === certificate.issuer || !certificate.checkIssued(issuer)) return false;
  const key = publicKeyOf(issuer);
  return key !== null && certificate.verify(key);
}

/** The certificate with the forms that TLSA records are held against. */
export function mxCertificate(certificate: X509Certificate): MxCertificate {
  const der = certificate.raw;
  const spki = subjectPublicKeyInfo(der);
  return {
    ...certificateFacts(certificate),
    der: der.toString("hex"),
    derSha256: digest("sha256", der),
    derSha512: digest("sha512", der),
    spki: spki === null ? "" : Buffer.from(spki).toString("hex"),
    spkiSha256: spki === null ? "" : digest("sha256", spki),
    spkiSha512: spki === null ? "" : digest("sha512", spki),
  };
}

function digest(algorithm: "sha256" | "sha512", octets: Uint8Array): string {
  return createHash(algorithm).update(octets).digest("hex");
}
