import { createHash } from "node:crypto";
import { formatTlsReport } from "#lib/core/tlsrpt/format-report.ts";
import type { FailureDetail, TlsReport } from "#lib/core/tlsrpt/report.ts";
import type { Habit, PlannedFailure, ReportPlan } from "./report-plan.ts";
import type { WireFailure, WirePolicyResult, WireReport } from "./wire-report.ts";

/** Builds a report as this kind of sender writes it; the same plan gives the same report, id included. */
export function buildReport(habit: Habit, plan: ReportPlan): WireReport {
  switch (habit) {
    case "plain":
      return plainReport(plan);
    case "google":
      return googleReport(plan);
    case "microsoft":
      return microsoftReport(plan);
    case "mail.ru":
      return mailRuReport(plan);
    default:
      return habit satisfies never;
  }
}

/** What the RFC's own example looks like (RFC 8460 §4.4, appendix B), by the product's own report generator. */
function plainReport(plan: ReportPlan): WireReport {
  const lines = policyLines(plan);
  const report: TlsReport = {
    organizationName: plan.organization ?? "reporter.example",
    start: new Date(`${plan.day}T00:00:00Z`),
    end: new Date(`${plan.day}T23:59:59Z`),
    contactInfo: plan.contact === undefined ? "tls-reports@reporter.example" : plan.contact,
    reportId: plan.reportId ?? `${plan.day}-${fingerprint(plan).slice(0, 8)}@${plan.domain}`,
    policies: [
      {
        type: policyType(plan),
        domain: plan.domain,
        policyString: lines.length === 0 ? null : lines,
        mxHost: policyType(plan) === "sts" ? (plan.mx ?? []) : null,
        successfulSessions: plan.successful,
        failedSessions: summaryOf(plan)["total-failure-session-count"],
        failures: (plan.failures ?? []).map(conformingFailure),
      },
    ],
  };
  return JSON.parse(formatTlsReport(report)) as WireReport; // What it writes is what the type describes.
}

function conformingFailure({ resultType, sessions, mx, receivingIp, reason }: PlannedFailure): FailureDetail {
  return {
    resultType,
    failedSessions: sessions,
    sendingMtaIp: sendingAddress,
    receivingMxHostname: mx ?? null,
    receivingMxHelo: null,
    receivingIp: mx === undefined ? null : (receivingIp ?? receivingAddress),
    additionalInformation: null,
    failureReasonCode: reason ?? null,
  };
}

/** Google: lines keep the CR of a CRLF policy; no address where no connection was made; ids repeat the day. */
function googleReport(plan: ReportPlan): WireReport {
  const report = plainReport({
    ...plan,
    organization: plan.organization ?? "Google Inc.",
    contact: plan.contact === undefined ? "smtp-tls-reporting@google.com" : plan.contact,
    reportId: plan.reportId ?? `${plan.day}T00:00:00Z_${plan.domain}`,
  });
  for (const { policy, "failure-details": details = [] } of report.policies) {
    if (policy["policy-string"]) policy["policy-string"] = policy["policy-string"].map((line) => `${line}\r`);
    for (const detail of details) {
      if (detail["receiving-mx-hostname"] === undefined) detail["sending-mta-ip"] = "";
    }
  }
  return report;
}

/** Microsoft: times without zone, details of type and count alone, the same sessions again under `tlsa`. */
function microsoftReport(plan: ReportPlan): WireReport {
  const sessions = results(plan, ({ resultType, sessions }) => ({
    "result-type": resultType,
    "failed-session-count": sessions,
  }));
  const tlsa = plan.tlsa ?? [1, 2].map((turn) => `3 1 1 ${fingerprint(plan, turn).toUpperCase()}`);
  const sts = {
    "policy-type": policyType(plan),
    ...(policyLines(plan).length === 0 ? {} : { "policy-string": policyLines(plan) }),
    "policy-domain": plan.domain,
  };
  const dane = {
    "policy-type": "tlsa",
    // One element that holds a JSON array as text.
    "policy-string": [JSON.stringify(tlsa)],
    "policy-domain": plan.domain,
  };
  const digits = BigInt(`0x${fingerprint(plan).slice(0, 16)}`) % 10n ** 17n;
  return {
    "organization-name": plan.organization ?? "Microsoft Corporation",
    "date-range": wholeDay(plan.day, ""),
    "contact-info": plan.contact === undefined ? "tlsrpt-noreply@microsoft.com" : plan.contact,
    "report-id": plan.reportId ?? `1${digits.toString().padStart(17, "0")}+${plan.domain}`,
    policies: [
      { policy: sts, ...sessions },
      ...(tlsa.length === 0 || policyType(plan) !== "sts" ? [] : [{ policy: dane, ...sessions }]),
    ],
  };
}

/** mail.ru: ends at the next midnight, leaves the policy out, tells each attempt: details exceed the total. */
function mailRuReport(plan: ReportPlan): WireReport {
  const failures = plan.failures ?? [];
  const attempts = failures.flatMap((failure) => [
    attempt(failure, failure.reason ?? "the first attempt failed, and the session was tried again later"),
    attempt(failure, "the second attempt failed like the first, and the message went back to the queue"),
  ]);
  const hex = fingerprint(plan);
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return {
    "contact-info": plan.contact === undefined ? "tls_support@corp.mail.ru" : plan.contact,
    "date-range": {
      "end-datetime": `${nextDay(plan.day)}T00:00:00Z`,
      "start-datetime": `${plan.day}T00:00:00Z`,
    },
    "organization-name": plan.organization ?? "Mail.ru",
    policies: [
      {
        ...(attempts.length === 0 ? {} : { "failure-details": attempts }),
        policy: { "policy-domain": plan.domain, "policy-type": policyType(plan) },
        summary: summaryOf(plan),
      },
    ],
    "report-id": plan.reportId ?? `${uuid.join("-")}@mail.ru`,
  };
}

const sendingAddress = "198.51.100.25";
const receivingAddress = "203.0.113.10";

function attempt(failure: PlannedFailure, reason: string): WireFailure {
  return {
    "failed-session-count": failure.sessions,
    "failure-reason-code": reason,
    ...(failure.mx === undefined ? {} : { "receiving-mx-hostname": failure.mx }),
    "result-type": failure.resultType,
  };
}

function results(
  plan: ReportPlan,
  detail: (failure: PlannedFailure) => WireFailure,
): Pick<WirePolicyResult, "summary" | "failure-details"> {
  const failures = plan.failures ?? [];
  return {
    summary: summaryOf(plan),
    ...(failures.length === 0 ? {} : { "failure-details": failures.map(detail) }),
  };
}

function summaryOf(plan: ReportPlan): WirePolicyResult["summary"] {
  return {
    "total-successful-session-count": plan.successful,
    "total-failure-session-count": (plan.failures ?? []).reduce((sum, { sessions }) => sum + sessions, 0),
  };
}

function policyType(plan: ReportPlan): string {
  return plan.policyType ?? "sts";
}

function policyLines(plan: ReportPlan): string[] {
  if (policyType(plan) === "tlsa") return plan.tlsa ?? [`3 1 1 ${fingerprint(plan, 1).toUpperCase()}`];
  if (policyType(plan) === "no-policy-found") return [];
  const patterns = (plan.mx ?? []).map((pattern) => `mx: ${pattern}`);
  return [
    "version: STSv1",
    `mode: ${plan.mode ?? "testing"}`,
    ...patterns,
    `max_age: ${plan.maxAge ?? 604_800}`,
  ];
}

function wholeDay(day: string, zone: "Z" | ""): WireReport["date-range"] {
  return { "start-datetime": `${day}T00:00:00${zone}`, "end-datetime": `${day}T23:59:59${zone}` };
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** 64 hex digits that depend on the plan alone. */
function fingerprint(plan: ReportPlan, salt = 0): string {
  return createHash("sha256")
    .update(`${salt} ${JSON.stringify(plan)}`)
    .digest("hex");
}
