import type { X509Certificate } from "node:crypto";
import type { TLSSocket } from "node:tls";
import type { CertificateFacts, TlsFacts } from "#lib/core/evidence.ts";
import { dnsIdsOf } from "./dns-id.ts";
import { readKeyFacts } from "./key-facts.ts";

/** What the peer of a completed handshake presented, leaf first. Call it once per socket. */
export function readTlsFacts(socket: TLSSocket): TlsFacts {
  const chain = presentedCertificates(socket, maxChainLength).map(certificateFacts);
  return { protocol: socket.getProtocol(), cipher: socket.getCipher().standardName, chain };
}

/**
 * The certificates that the peer sent, in its order: strays stay among them, and nothing of the trust store is added
 * (`getPeerCertificate(true)` does add the root). Node takes the list from the connection when it hands it out, and has
 * none the second time. OpenSSL bounds it to 100 kB.
 */
export function presentedCertificates(socket: TLSSocket, maxCount: number): X509Certificate[] {
  const presented: X509Certificate[] = [];
  let certificate = socket.getPeerX509Certificate();
  while (certificate !== undefined && presented.length < maxCount) {
    presented.push(certificate);
    certificate = certificate.issuerCertificate;
  }
  return presented;
}

export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    dnsNames: dnsIdsOf(certificate.subjectAltName),
    notBefore: isoTime(certificate.validFromDate),
    notAfter: isoTime(certificate.validToDate),
    fingerprint256: certificate.fingerprint256,
    serialNumber: certificate.serialNumber.toLowerCase(),
    ...readKeyFacts(certificate),
  };
}

/** OpenSSL's code for what is wrong with the path to a root; `null`: nothing. Node declares an Error, but holds text. */
export function chainErrorOf(socket: TLSSocket): string | null {
  return socket.authorized ? null : String(socket.authorizationError);
}

const maxChainLength = 10;

/** Node puts each part of a name on a line; it has none at all for an empty name. */
function oneLine(name: string | undefined): string {
  return (name ?? "").replaceAll("\n", ", ");
}

/** Dates that no clock can show come as the empty text; OpenSSL refuses such certificates itself. */
function isoTime(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}
