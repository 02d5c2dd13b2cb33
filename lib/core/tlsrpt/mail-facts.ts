/**
 * What became of one DKIM signature (RFC 6376 §3.9, RFC 8601 §2.7.1). `policy`: it holds, and is still not taken.
 * `temporary-error`: its key could not be asked for just now.
 */
export type SignatureResult = "pass" | "fail" | "neutral" | "policy" | "temporary-error" | "permanent-error";

export type SignatureFact = {
  /** The signing domain (`d=`) in lower case, and its selector (`s=`). */
  domain: string;
  selector: string;
  result: SignatureResult;
  /** Kebab-case code; `null` when it passed. */
  reason: string | null;
  /** As the signature names it (`a=`). */
  algorithm: string | null;
};

/** The mail that a report came in, as far as it matters to who sent it. All but `signatures` is the sender's word. */
export type MailFacts = {
  from: string | null;
  subject: string | null;
  messageId: string | null;
  date: string | null;
  /** RFC 8460 §5.3 */
  tlsReportDomain: string | null;
  tlsReportSubmitter: string | null;
  /** RFC 5321 MAIL FROM; `null`: not known, or the null reverse-path. */
  envelopeFrom: string | null;
  /** It was attached to another mail. */
  forwarded: boolean;
  /** In the order of the header. */
  signatures: SignatureFact[];
};
