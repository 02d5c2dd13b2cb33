/** A TLS report as it goes over the wire (RFC 8460 §4.4), with the liberties that real senders take. */
export type WireReport = {
  "organization-name": string;
  "date-range": { "start-datetime": string; "end-datetime": string };
  "contact-info": string | null;
  "report-id": string;
  policies: WirePolicyResult[];
};

export type WirePolicyResult = {
  policy: {
    "policy-type": string;
    "policy-string"?: string[];
    "policy-domain": string;
    "mx-host"?: string[];
  };
  summary: { "total-successful-session-count": number; "total-failure-session-count": number };
  "failure-details"?: WireFailure[];
};

export type WireFailure = {
  "result-type": string;
  "sending-mta-ip"?: string;
  "receiving-mx-hostname"?: string;
  "receiving-ip"?: string;
  "failed-session-count": number;
  "failure-reason-code"?: string;
};
