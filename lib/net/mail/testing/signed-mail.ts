import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import type { Zone } from "#lib/net/testing/zone.ts";

/** A domain that signs its mail, and the record that its zone has for that. */
export type Signer = { domain: string; selector: string; key: string; record: string; zone: Zone };

type KeyKind = "rsa" | "weak-rsa" | "ed25519";

/** `tags`: further tags of the key record. */
export function makeSigner(
  domain: string,
  { selector = "s1", kind = "rsa", tags = "" }: { selector?: string; kind?: KeyKind; tags?: string } = {},
): Signer {
  const { key, published, type } = makeKey(kind);
  const record = `v=DKIM1; k=${type};${tags} p=${published}`;
  return { domain, selector, key, record, zone: { [`${selector}._domainkey.${domain} TXT`]: [record] } };
}

/** 1024 bits are the fewest that are taken (RFC 8301 §3.2), and fit into one string of a TXT record. */
function makeKey(kind: KeyKind): { key: string; published: string; type: string } {
  const pair =
    kind === "ed25519"
      ? generateKeyPairSync("ed25519")
      : generateKeyPairSync("rsa", { modulusLength: kind === "rsa" ? 1024 : 768 });
  const key = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const spki = createPublicKey(pair.privateKey).export({ type: "spki", format: "der" });
  // RFC 8463 §4 publishes the bare 32 octets.
  const published = (kind === "ed25519" ? spki.subarray(-32) : spki).toString("base64");
  return { key, published, type: kind === "ed25519" ? "ed25519" : "rsa" };
}

export type SigningOptions = {
  canonicalization?: string;
  algorithm?: string;
  /** `l=` */
  bodyLength?: number;
  signedAt?: Date;
  expires?: Date;
  /** Fields to sign, colons between them. */
  fields?: string;
};

/** The mail with one more signature on top. Lines of `mail` end as they are to be sent. */
export async function signMail(
  mail: string | Buffer,
  signer: Pick<Signer, "domain" | "selector" | "key">,
  {
    canonicalization = "relaxed/relaxed",
    algorithm,
    bodyLength,
    signedAt,
    expires,
    fields,
  }: SigningOptions = {},
): Promise<Buffer> {
  const bytes = Buffer.from(mail);
  const one = {
    signingDomain: signer.domain,
    selector: signer.selector,
    privateKey: signer.key,
    canonicalization,
    ...(algorithm ? { algorithm } : {}),
    ...(bodyLength === undefined ? {} : { maxBodyLength: bodyLength }),
  };
  const { signatures, errors } = await dkimSign(bytes, {
    ...one,
    signatureData: [one],
    ...(signedAt ? { signTime: signedAt } : {}),
    ...(expires ? { expires } : {}),
    ...(fields ? { headerList: fields } : {}),
  });
  if (errors.length > 0) throw new Error(`not signed: ${errors[0]?.err.message}`);
  return Buffer.concat([Buffer.from(signatures), bytes]);
}
