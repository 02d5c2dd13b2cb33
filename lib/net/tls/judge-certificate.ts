import type { TlsFacts } from "#lib/core/evidence.ts";
import { dnsIdMatches } from "#lib/core/tls/dns-id.ts";

export type CertificateFault =
  | "certificate-expired"
  | "certificate-not-yet-valid"
  | "certificate-not-trusted"
  | "certificate-name-mismatch";

/**
 * Judges what a server presented for `host`: validity, then trust, then name (RFC 8461 §3.3). The first
 * fault is the verdict, and `detail` names all. `null`: nothing is wrong. `chainError` is OpenSSL's code for
 * the path to a root, `null` when the path is good. OpenSSL keeps only the last of several, and an expiry
 * hides that the issuer is unknown as well.
 */
export function judgeCertificate(
  tls: TlsFacts,
  { host, chainError, now }: { host: string; chainError: string | null; now: Date },
): { fault: CertificateFault; detail: string } | null {
  const faults = [validityFault(tls, now), chainFault(chainError), nameFault(tls, host)];
  const found = faults.filter((fault) => fault !== null);
  const [first] = found;
  if (first === undefined) return null;
  // OpenSSL says again that a leaf has expired.
  const distinct = found.filter(
    ({ fault }, index) => found.findIndex((other) => other.fault === fault) === index,
  );
  return { fault: first.fault, detail: distinct.map(({ detail }) => detail).join("; ") };
}

type Fault = { fault: CertificateFault; detail: string } | null;

function validityFault({ chain: [leaf] }: TlsFacts, now: Date): Fault {
  if (leaf === undefined) return { fault: "certificate-not-trusted", detail: "no certificate" };
  const time = now.getTime();
  if (Date.parse(leaf.notAfter) < time) {
    return { fault: "certificate-expired", detail: `not valid after ${leaf.notAfter}` };
  }
  if (Date.parse(leaf.notBefore) > time) {
    return { fault: "certificate-not-yet-valid", detail: `not valid before ${leaf.notBefore}` };
  }
  return null;
}

/** OpenSSL's code also covers the intermediates, which expire too. */
function chainFault(chainError: string | null): Fault {
  if (chainError === null) return null;
  switch (chainError) {
    case "CERT_HAS_EXPIRED":
      return { fault: "certificate-expired", detail: chainError };
    case "CERT_NOT_YET_VALID":
      return { fault: "certificate-not-yet-valid", detail: chainError };
    default:
      return { fault: "certificate-not-trusted", detail: chainError };
  }
}

function nameFault({ chain: [leaf] }: TlsFacts, host: string): Fault {
  const names = leaf?.dnsNames ?? [];
  if (names.some((name) => dnsIdMatches(name, host))) return null;
  const shown = names.slice(0, 5).join(", ");
  const presented = names.length === 0 ? "no DNS-ID" : names.length > 5 ? `${shown}, …` : shown;
  return { fault: "certificate-name-mismatch", detail: `presents ${presented}, not ${host}` };
}
