import { DkimVerifier, type ParsedHeaders } from "mailauth/lib/dkim/dkim-verifier.js";
import { keyCache, type ReadKeys } from "./read-keys.ts";

/**
 * More than any sender writes. Every further signature could have the body hashed once more, and another name asked
 * for, at its sender's choice.
 */
export const maxSignatures = 5;

/** Larger than nearly every report mail; of such the body is hashed for two signatures at the most. */
const largeMail = 1_048_576;

/** Four times what real ones take; their tags are read in the square of their length. */
const longestSignature = 8_192;

/**
 * mailauth's verifier, kept to the first signatures of a mail and away from its ARC chain, whose keys it would ask for
 * too. A signature that covers a field left out fails; no sender's does (RFC 8617 §4.1.1 leaves ARC out of DKIM).
 */
export class BoundedVerifier extends DkimVerifier {
  readonly #most: number;

  constructor({
    mailBytes,
    readKeys,
    ...options
  }: ConstructorParameters<typeof DkimVerifier>[0] & { mailBytes: number; readKeys: ReadKeys }) {
    super(options);
    this.keyCache = keyCache(options.resolver, readKeys);
    this.#most = mailBytes > largeMail ? 2 : maxSignatures;
  }

  override messageHeaders(headers: ParsedHeaders): Promise<void> {
    let signatures = 0;
    const parsed = headers.parsed.filter(({ key, line }) => {
      if (key !== "dkim-signature") return !arcFields.has(key);
      if (line.length > longestSignature) return false;
      signatures += 1;
      return signatures <= this.#most;
    });
    return super.messageHeaders({ ...headers, parsed });
  }

  /**
   * Verifies a mail whose lines all end in CRLF and whose body begins at `bodyStart`. As a stream it takes far longer: mailauth
   * looks for the end of the header octet by octet.
   */
  async verifyWhole(mail: Buffer, bodyStart: number): Promise<void> {
    await this.emitHeaders(mail.subarray(0, bodyStart));
    if (bodyStart < mail.length) await this.nextChunk(mail.subarray(bodyStart));
    await this.finalChunk();
  }

  /** Whether a field that a mail has once (RFC 5322 §3.6, RFC 2045) stands in it more often. */
  repeatsField(): boolean {
    const keys = this.headers ? this.headers.parsed.map(({ key }) => key) : [];
    return singleFields.some((name) => keys.indexOf(name) !== keys.lastIndexOf(name));
  }
}

const arcFields: ReadonlySet<string> = new Set([
  "arc-seal",
  "arc-message-signature",
  "arc-authentication-results",
]);

/** Fields that say who writes, and how the body is to be read. */
const singleFields = [
  "from",
  "content-type",
  "content-transfer-encoding",
  "tls-report-domain",
  "tls-report-submitter",
];
