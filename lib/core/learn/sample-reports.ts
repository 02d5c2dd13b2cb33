import type { FailureDetail, PolicyResult, TlsReport } from "../tlsrpt/report-shape.ts";

/**
 * A week of reports about a domain whose second mail host lets its certificate run out, while one sender cannot always
 * fetch the policy. The reading guide explains the first of them, and the report analyser shows them all.
 */
export function sampleReports(): TlsReport[] {
  return days.flatMap(({ day, one, two }) => [
    report(day, senderOne, [stsResult(one.successful, expired(one.expired))]),
    report(day, senderTwo, [
      stsResult(two.successful, [...expired(two.expired), ...unfetched(two.unfetched)]),
    ]),
  ]);
}

/** The report that the reading guide goes through: some sessions of every kind. */
export function guideReport(): TlsReport {
  return report("2026-03-05", senderOne, [stsResult(1_204, expired(37))]);
}

type Sender = { name: string; contact: string; ip: string };

const senderOne: Sender = {
  name: "Sender One (example)",
  contact: "tls-reports@sender-one.example",
  ip: "192.0.2.10",
};

const senderTwo: Sender = {
  name: "Sender Two (example)",
  contact: "postmaster@sender-two.example",
  ip: "2001:db8::25",
};

const policyDomain = "example.com";

/** Sessions by sender. The certificate runs out on the 4th and is renewed on the 7th. */
const days = [
  { day: "2026-03-02", one: sessions(1_310, 0, 0), two: sessions(214, 0, 0) },
  { day: "2026-03-03", one: sessions(1_288, 0, 0), two: sessions(198, 0, 6) },
  { day: "2026-03-04", one: sessions(1_251, 12, 0), two: sessions(203, 3, 4) },
  { day: "2026-03-05", one: sessions(1_204, 37, 0), two: sessions(187, 9, 0) },
  { day: "2026-03-06", one: sessions(1_219, 41, 0), two: sessions(190, 11, 0) },
  { day: "2026-03-07", one: sessions(640, 2, 0), two: sessions(88, 0, 0) },
  { day: "2026-03-08", one: sessions(611, 0, 0), two: sessions(92, 0, 0) },
] as const;

function sessions(successful: number, expiredSessions: number, unfetchedSessions: number) {
  return { successful, expired: expiredSessions, unfetched: unfetchedSessions };
}

function report(day: string, sender: Sender, policies: PolicyResult[]): TlsReport {
  const failures = policies.flatMap((result) => result.failures);
  for (const failure of failures) failure.sendingMtaIp = sender.ip;
  return {
    organizationName: sender.name,
    reportId: `${day}.${policyDomain}`,
    contactInfo: sender.contact,
    start: new Date(`${day}T00:00:00Z`),
    end: new Date(`${day}T23:59:59Z`),
    policies,
  };
}

function stsResult(successful: number, failures: FailureDetail[]): PolicyResult {
  return {
    type: "sts",
    domain: policyDomain,
    policyString: [
      "version: STSv1",
      "mode: testing",
      "mx: mx1.example.com",
      "mx: mx2.example.com",
      "max_age: 604800",
    ],
    mxHost: ["mx1.example.com", "mx2.example.com"],
    successfulSessions: successful,
    failedSessions: failures.reduce((sum, failure) => sum + failure.failedSessions, 0),
    failures,
  };
}

function expired(count: number): FailureDetail[] {
  if (count === 0) return [];
  return [
    {
      ...noDetail,
      resultType: "certificate-expired",
      failedSessions: count,
      receivingMxHostname: "mx2.example.com",
      receivingIp: "203.0.113.26",
      failureReasonCode: "X509_V_ERR_CERT_HAS_EXPIRED",
    },
  ];
}

/** A failed fetch has no mail host to name. */
function unfetched(count: number): FailureDetail[] {
  return count === 0 ? [] : [{ ...noDetail, resultType: "sts-policy-fetch-error", failedSessions: count }];
}

const noDetail = {
  sendingMtaIp: null,
  receivingMxHostname: null,
  receivingMxHelo: null,
  receivingIp: null,
  additionalInformation: null,
  failureReasonCode: null,
};
