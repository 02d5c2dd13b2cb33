import type { X509Certificate } from "node:crypto";
import type { TLSSocket } from "node:tls";
import type { CertificateFacts, TlsFacts } from "#lib/core/evidence.ts";
import { dnsIdsOf } from "./dns-id.ts";

/**
 * What the peer of a completed handshake presented. Call it once per socket: Node takes the chain from the
 * connection when it hands out the certificate, and has none the second time. OpenSSL bounds the chain to 100 kB.
 */
export function readTlsFacts(socket: TLSSocket): TlsFacts {
  const chain: CertificateFacts[] = [];
  let certificate = socket.getPeerX509Certificate();
  while (certificate !== undefined && chain.length < maxChainLength) {
    chain.push(certificateFacts(certificate));
    certificate = certificate.issuerCertificate;
  }
  return { protocol: socket.getProtocol(), cipher: socket.getCipher().standardName, chain };
}

const maxChainLength = 10;

function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    dnsNames: dnsIdsOf(certificate.subjectAltName),
    notBefore: isoTime(certificate.validFromDate),
    notAfter: isoTime(certificate.validToDate),
    fingerprint256: certificate.fingerprint256,
  };
}

/** Node puts each part of a name on a line; it has none at all for an empty name. */
function oneLine(name: string | undefined): string {
  return (name ?? "").replaceAll("\n", ", ");
}

/** Dates that no clock can show come as the empty text; OpenSSL refuses such certificates itself. */
function isoTime(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}
