/**
 * The SubjectPublicKeyInfo of a certificate in DER, octet for octet as it stands there (RFC 5280 §4.1), which is what
 * selector 1 means (RFC 6698 §2.1.2). A library that writes the key anew may write it otherwise. `null`: no certificate.
 */
export function subjectPublicKeyInfo(der: Uint8Array): Uint8Array | null {
  const certificate = elementAt(der, 0, sequence);
  const body = certificate && elementAt(der, certificate.start, sequence);
  if (!body) return null;
  let at = elementAt(der, body.start, versionField)?.end ?? body.start;
  // Serial number, signature algorithm, issuer, validity and subject come before it.
  for (const tag of [integer, sequence, sequence, sequence, sequence]) {
    const field = elementAt(der, at, tag);
    if (field === null) return null;
    at = field.end;
  }
  const key = elementAt(der, at, sequence);
  return key === null || key.end > body.end ? null : der.slice(at, key.end);
}

const sequence = 0x30;
const integer = 0x02;
const versionField = 0xa0;

/** Where the content of the element begins and ends; `null` when another one, or none that is whole, stands there. */
function elementAt(der: Uint8Array, at: number, tag: number): { start: number; end: number } | null {
  const first = der[at + 1];
  if (der[at] !== tag || first === undefined) return null;
  const octets = first < 0x80 ? 0 : first - 0x80;
  if (octets > 3 || first === 0x80) return null;
  const start = at + 2 + octets;
  const length = octets === 0 ? first : der.slice(at + 2, start).reduce((sum, octet) => sum * 256 + octet, 0);
  return start + length > der.length ? null : { start, end: start + length };
}
