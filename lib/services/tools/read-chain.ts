import { X509Certificate } from "node:crypto";
import type { MxCertificate } from "#lib/core/evidence.ts";
import { mxCertificate, signedPath } from "#lib/net/tls/mx-tls.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export type ReadChain = {
  /** From the first certificate pasted, each followed by the one whose key signed it. */
  path: MxCertificate[];
  /** How many do not belong to that path. */
  leftOut: number;
};

/** `damaged` carries `position`, from 1, of the certificate that cannot be read. */
export type ReadChainFault = "too-long" | "private-key" | "no-certificate" | "damaged";

/** Longer than any chain that a mail server can present. */
export const longestChain = 65_536;

/** More certificates are passed over. */
export const mostCertificates = 10;

/**
 * Reads certificates in PEM (RFC 7468), with whatever stands around them, as `openssl s_client -showcerts` prints them.
 * Nothing is kept, and nobody's permission is needed.
 */
export function readChain(pem: string): Result<ReadChain, ReadChainFault> {
  if (pem.length > longestChain) return fail("too-long");
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return fail("private-key");
  const certificates: X509Certificate[] = [];
  for (const block of blocksOf(pem)) {
    const certificate = readCertificate(block);
    if (certificate === null) return fail("damaged", { position: certificates.length + 1 });
    certificates.push(certificate);
  }
  if (certificates.length === 0) return fail("no-certificate");
  const path = signedPath(certificates);
  return ok({ path: path.map(mxCertificate), leftOut: certificates.length - path.length });
}

const begin = "-----BEGIN CERTIFICATE-----";
const end = "-----END CERTIFICATE-----";

/** Searched once from the front: a text of nothing but beginnings costs no more than its length. */
function blocksOf(pem: string): string[] {
  const blocks: string[] = [];
  let from = pem.indexOf(begin);
  while (from !== -1 && blocks.length < mostCertificates) {
    const to = pem.indexOf(end, from);
    const stop = to === -1 ? pem.length : to + end.length;
    blocks.push(pem.slice(from, stop));
    from = pem.indexOf(begin, stop);
  }
  return blocks;
}

function readCertificate(block: string): X509Certificate | null {
  try {
    return new X509Certificate(block);
  } catch {
    return null;
  }
}
