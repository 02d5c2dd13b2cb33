/** Parts of mailauth that its README documents or that its own checks are made of, and that come without types. */
declare module "mailauth/lib/dmarc/get-dmarc-record.js" {
  import type { DNSResolver } from "mailauth";

  /** The record that applies to a domain (RFC 9989 §4.10.1), or `false`. Rejects with the resolver's error. */
  export default function getDmarcRecord(
    domain: string,
    resolver: DNSResolver,
  ): Promise<false | { rr: string; recordDomain: string; orgDomain: string | null; [tag: string]: unknown }>;
}

declare module "mailauth/lib/tools.js" {
  import type { DNSResolver } from "mailauth";

  /** Reads a DKIM key record (RFC 6376 §3.6.1). Rejects with a `code`: the resolver's, or why the key is no good. */
  export function getPublicKey(
    type: string,
    name: string,
    minBitLength: number,
    resolver: DNSResolver,
    options?: { strict?: boolean; hashAlgo?: string },
  ): Promise<{
    /** PEM. */
    publicKey: string;
    keyType: string;
    modulusLength?: number;
    testing: boolean;
    warnings: string[];
  }>;
}
