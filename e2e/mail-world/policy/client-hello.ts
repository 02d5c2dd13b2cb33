/**
 * What the first octets of a TLS connection say. `incomplete`: read on. The name is the SNI (RFC 6066 §3) in
 * lower case, `null` when the client sent none.
 */
export type ClientHello =
  | { kind: "incomplete" }
  | { kind: "not-tls" }
  | { kind: "hello"; serverName: string | null };

const recordHeader = 5;
const handshakeRecord = 22;
const clientHelloMessage = 1;
/** Handshake header (4), version (2) and random (32): where the session id begins. */
const sessionIdOffset = recordHeader + 38;

/** Reads the host name before TLS begins, so that a connection can fail in any way before its first reply. */
export function readClientHello(octets: Buffer): ClientHello {
  if (octets.length > 0 && octets[0] !== handshakeRecord) return { kind: "not-tls" };
  if (octets.length < recordHeader) return { kind: "incomplete" };
  const end = recordHeader + octets.readUInt16BE(3);
  if (octets.length < end) return { kind: "incomplete" };
  if (octets[recordHeader] !== clientHelloMessage) return { kind: "not-tls" };
  try {
    return { kind: "hello", serverName: serverNameIn(octets.subarray(0, end)) };
  } catch {
    return { kind: "not-tls" }; // a length that points outside the record
  }
}

function serverNameIn(record: Buffer): string | null {
  let at = sessionIdOffset;
  at += 1 + record.readUInt8(at); // session id
  at += 2 + record.readUInt16BE(at); // cipher suites
  at += 1 + record.readUInt8(at); // compression methods
  at += 2; // length of the extensions
  while (at + 4 <= record.length) {
    const type = record.readUInt16BE(at);
    const length = record.readUInt16BE(at + 2);
    // Inside: length of the list (2), name type (1), length of the name (2), name.
    if (type === 0)
      return record.toString("latin1", at + 9, at + 9 + record.readUInt16BE(at + 7)).toLowerCase();
    at += 4 + length;
  }
  return null;
}
