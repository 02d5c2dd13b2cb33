/** The fields of a report (RFC 8460 §4.4), by the part that they stand in, and whether the RFC requires them there. */
export const reportFields = {
  head: [
    { name: "organization-name", required: true },
    { name: "date-range", required: true },
    { name: "contact-info", required: true },
    { name: "report-id", required: true },
  ],
  policy: [
    { name: "policy-type", required: true },
    { name: "policy-string", required: false },
    { name: "policy-domain", required: true },
    { name: "mx-host", required: false },
  ],
  summary: [
    { name: "total-successful-session-count", required: true },
    { name: "total-failure-session-count", required: true },
  ],
  details: [
    { name: "result-type", required: true },
    { name: "sending-mta-ip", required: true },
    { name: "receiving-mx-hostname", required: true },
    { name: "receiving-mx-helo", required: false },
    { name: "receiving-ip", required: true },
    { name: "failed-session-count", required: true },
    { name: "additional-information", required: false },
    { name: "failure-reason-code", required: false },
  ],
} as const satisfies Record<string, readonly { name: string; required: boolean }[]>;
