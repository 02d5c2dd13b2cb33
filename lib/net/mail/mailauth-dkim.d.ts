/** The verifier behind mailauth's `dkimVerify`, as far as `BoundedVerifier` is built on it; it comes without types. */
declare module "mailauth/lib/dkim/dkim-verifier.js" {
  import type { KeyObject } from "node:crypto";
  import { Writable } from "node:stream";
  import type { DNSResolver } from "mailauth";

  export type ParsedHeaders = { parsed: { key: string; line: Buffer }[]; original: Buffer };

  export type VerifiedSignature = {
    signingDomain?: string;
    selector?: string;
    algo?: string;
    /** The key record, where there is one. */
    rr?: string;
    /** `keys`: the names of the signed fields that the mail has, as `From: To`. */
    signingHeaders?: { keys: string };
    status: {
      result: string;
      comment?: string;
      policy?: { "dkim-rules"?: string };
      testing?: boolean;
      /** Octets of the body behind what `l=` covers. */
      underSized?: number;
    };
  };

  /** Rejects with a `code`: the resolver's, or why the key is no good. */
  export type KeyCache = {
    resolver: DNSResolver;
    get(
      type: string,
      name: string,
      minBitLength: number,
      options: { strict: boolean; hashAlgo: string },
    ): Promise<{ publicKey: string | KeyObject }>;
  };

  export class DkimVerifier extends Writable {
    constructor(options: {
      resolver: DNSResolver;
      strict: boolean;
      minBitLength: number;
      curTime: Date;
    });
    headers: ParsedHeaders | false;
    keyCache: KeyCache;
    results: VerifiedSignature[];
    messageHeaders(headers: ParsedHeaders): Promise<void>;
    /** Of its base, `MessageParser`: what it does with the header, with the body, and at the end. */
    emitHeaders(header: Buffer): Promise<void>;
    nextChunk(body: Buffer): Promise<void>;
    finalChunk(): Promise<void>;
  }
}
