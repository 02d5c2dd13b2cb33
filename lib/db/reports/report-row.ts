import type { Finding } from "#lib/core/finding.ts";
import type { MailFacts } from "#lib/core/tlsrpt/mail-facts.ts";
import type { Road, Trust } from "#lib/db/client.ts";

/** One report, parsed and judged, ready to be stored. */
export type ReportRow = {
  domainId: string;
  /** UUID v7, made by the caller. */
  id: string;
  /** 32 bytes each. */
  reportKey: Buffer;
  contentHash: Buffer;
  reporter: string;
  reportId: string | null;
  contactInfo: string | null;
  startAt: Date;
  endAt: Date;
  /** UTC day of `startAt`, YYYY-MM-DD. */
  day: string;
  successful: number;
  failed: number;
  road: Road;
  trust: Trust;
  trustReason: string;
  /** The registrable domain that vouches; `null`: a member, or nobody. */
  voucher: string | null;
  /** The mail that it came in. */
  mail: MailFacts | null;
  peer: string | null;
  userAgent: string | null;
  receivedAt: Date;
  raw: Uint8Array;
  /** Characters of its JSON text. */
  jsonLength: number;
  findings: Finding[];
  results: PolicyResultRow[];
  contribution: Contribution;
};

export type PolicyResultRow = {
  policyType: string;
  policyDomain: string | null;
  policyString: string[];
  mxHost: string[];
  successful: number;
  failed: number;
  /** Position of the result that counts the same sessions. */
  duplicateOf: number | null;
  belongs: boolean;
  details: FailureDetailRow[];
};

export type FailureDetailRow = {
  resultType: string;
  failedSessions: number;
  sendingMtaIp: string | null;
  receivingMxHostname: string | null;
  receivingMxHelo: string | null;
  receivingIp: string | null;
  additionalInformation: string | null;
  failureReasonCode: string | null;
};

/**
 * What the report adds to the roll-ups when it counts. Stored with it, so that it can be taken out again exactly,
 * whatever a later parser makes of the same bytes.
 */
export type Contribution = {
  /** One per counted policy result: duplicates and foreign ones are not here. */
  sessions: { policyType: string; successful: number; failed: number }[];
  /** Counted failures by kind; `null` where the report named none. */
  failures: {
    policyType: string;
    resultType: string | null;
    mxHost: string | null;
    failedSessions: number;
  }[];
};

/**
 * `stored`: new and counted. `duplicate`: already there, nothing changed. `upgraded`: the same report, now vouched
 * for by more. `replaced`: took the place of a copy with other content that less vouches for. `conflicting`: kept
 * beside the counted copy, not counted.
 */
export type StoreOutcome = {
  kind: "stored" | "duplicate" | "upgraded" | "replaced" | "conflicting";
  id: string;
};

/** How much of memory, disk and a transaction a report takes, about in octets: a small body can hold a large report. */
export function weightOf(row: Pick<ReportRow, "jsonLength" | "raw">): number {
  return Math.max(row.jsonLength, row.raw.byteLength);
}

/** From nobody to a signature; a higher one takes a lower one's place. */
export const trustRank: Record<Trust, number> = { unverified: 0, upload: 1, fcrdns: 2, dkim: 3 };
