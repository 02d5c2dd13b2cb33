import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** PEM texts, as `tls.createSecureContext` takes them. */
export type Identity = { cert: string; key: string };

const dayMs = 86_400_000;

/**
 * A certificate that signs itself (RFC 5280), for ten years: it proves nothing to anybody, and lets senders encrypt that
 * ask for no proof (RFC 7435). Node makes keys and signatures, but no certificates.
 */
export function selfSigned(name: string, now: Date): Identity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = sequence(set(sequence(commonName, der(utf8String, Buffer.from(name.slice(0, 64))))));
  const body = sequence(
    der(0xa0, der(integer, Buffer.of(2))), // version 3
    der(integer, Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ecdsaWithSha256,
    issuer,
    sequence(time(now.getTime() - dayMs), time(now.getTime() + 3650 * dayMs)),
    issuer,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(subjectAltName, der(octetString, sequence(der(0x82, Buffer.from(name))))))),
  );
  const signature = der(bitString, Buffer.concat([Buffer.of(0), sign("sha256", body, privateKey)]));
  const certificate = sequence(body, ecdsaWithSha256, signature).toString("base64");
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

// Tags of DER (X.690 §8).
const integer = 0x02;
const bitString = 0x03;
const octetString = 0x04;
const objectIdentifier = 0x06;
const utf8String = 0x0c;
const generalizedTime = 0x18;
const utcTime = 0x17;

/** 2.5.4.3, 2.5.29.17 and 1.2.840.10045.4.3.2 */
const commonName = der(objectIdentifier, Buffer.of(0x55, 0x04, 0x03));
const subjectAltName = der(objectIdentifier, Buffer.of(0x55, 0x1d, 0x11));
const ecdsaWithSha256 = sequence(
  der(objectIdentifier, Buffer.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)),
);

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function set(...parts: Buffer[]): Buffer {
  return der(0x31, Buffer.concat(parts));
}

/** Two digits of the year until 2049 (RFC 5280 §4.1.2.5). */
function time(ms: number): Buffer {
  const digits = `${new Date(ms).toISOString().replace(/\D/g, "").slice(0, 14)}Z`;
  return digits < "2050"
    ? der(utcTime, Buffer.from(digits.slice(2)))
    : der(generalizedTime, Buffer.from(digits));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const octets = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...(length < 0x80 ? [length] : octets)), content]);
}
