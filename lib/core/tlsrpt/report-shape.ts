/** One TLS report (RFC 8460 §4), as the sender meant it. What the sender left out is `null`. */
export type TlsReport = {
  organizationName: string;
  /** `null` when the sender gave none; `reportKey` then tells reports apart by their content. */
  reportId: string | null;
  contactInfo: string | null;
  start: Date;
  /** As sent: inclusive for most senders, the next midnight for some, and before `start` for a few. */
  end: Date;
  policies: PolicyResult[];
};

/** One entry of `policies` (RFC 8460 §4, §4.2 and §4.4). */
export type PolicyResult = {
  /** `tlsa`, `sts`, `no-policy-found`, or whatever else was sent, verbatim. */
  type: string;
  /** Lower case, no final dot. For `tlsa` it may be an MX host; `null` when the sender left it out. */
  domain: string | null;
  /** Verbatim lines; `readReportedPolicy` undoes the senders' encodings. */
  policyString: string[] | null;
  /** Verbatim patterns of the applied MTA-STS policy. */
  mxHost: string[] | null;
  successfulSessions: number;
  failedSessions: number;
  failures: FailureDetail[];
};

/** One entry of `failure-details` (RFC 8460 §4.4). Details may sum to more or less than the summary. */
export type FailureDetail = {
  /** From the IANA registry, or whatever else was sent, verbatim. */
  resultType: string;
  failedSessions: number;
  sendingMtaIp: string | null;
  receivingMxHostname: string | null;
  receivingMxHelo: string | null;
  receivingIp: string | null;
  additionalInformation: string | null;
  failureReasonCode: string | null;
};
