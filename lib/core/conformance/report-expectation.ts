import { z } from "zod";
import type { FailureDetail, PolicyResult, TlsReport } from "../tlsrpt/report.ts";
import { allOf, compare, type Outcome } from "./outcome.ts";

const detail = z.record(z.string(), z.union([z.string(), z.number()]));

const policy = z.object({
  type: z.string(),
  domain: z.string().nullable(),
  policyString: z.array(z.string()).nullable(),
  /** A bare text where the sender wrote one. */
  mxHost: z.union([z.string(), z.array(z.string())]).nullable(),
  success: z.number().nullable(),
  failure: z.number().nullable(),
  failureDetails: z.array(detail).nullable(),
});

/** What the shared cases expect of a report: all of it, or single facts of its first policy. */
export const expectedReport = z.looseObject({
  organizationName: z.string().optional(),
  reportId: z.string().optional(),
  contactInfo: z.string().nullable().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
  policies: z.union([z.array(policy), z.number()]).optional(),
  policyType: z.string().optional(),
  resultType: z.string().optional(),
  mxHost: z.array(z.string()).nullable().optional(),
  success: z.number().optional(),
  failure: z.number().optional(),
});

type Expected = z.infer<typeof expectedReport>;

export function compareReport(expected: Expected, report: TlsReport): Outcome {
  const first = report.policies[0];
  return allOf([
    compare("organizationName", expected.organizationName, report.organizationName),
    compare("reportId", expected.reportId, report.reportId),
    compare("contactInfo", expected.contactInfo, report.contactInfo),
    compare("start", instant(expected.start), report.start.toISOString()),
    compare("end", instant(expected.end), report.end.toISOString()),
    comparePolicies(expected.policies, report.policies),
    compare("policyType", expected.policyType, first?.type),
    compare("resultType", expected.resultType, first?.failures[0]?.resultType),
    compare("mxHost", expected.mxHost, first?.mxHost),
    compare("success", expected.success, first?.successfulSessions),
    compare("failure", expected.failure, first?.failedSessions),
  ]);
}

/** Times without a zone are UTC. */
function instant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return new Date(/Z$/.test(text) ? text : `${text}Z`).toISOString();
}

function comparePolicies(expected: Expected["policies"], actual: PolicyResult[]): Outcome {
  if (expected === undefined || typeof expected === "number")
    return compare("policies", expected, actual.length);
  return compare("policies", expected.map(normalised), actual.map(asExpected));
}

/** A bare mx-host is a list of one; counts and details that were left out are none. */
function normalised(one: z.infer<typeof policy>) {
  return {
    ...one,
    mxHost: typeof one.mxHost === "string" ? [one.mxHost] : one.mxHost,
    success: one.success ?? 0,
    failure: one.failure ?? 0,
    failureDetails: (one.failureDetails ?? []).map(inOrder),
  };
}

function asExpected(result: PolicyResult): ReturnType<typeof normalised> {
  return {
    type: result.type,
    domain: result.domain,
    policyString: result.policyString,
    mxHost: result.mxHost,
    success: result.successfulSessions,
    failure: result.failedSessions,
    failureDetails: result.failures.map((failure) => inOrder(wireNames(failure))),
  };
}

function wireNames(failure: FailureDetail): z.infer<typeof detail> {
  const named = {
    "result-type": failure.resultType,
    "failed-session-count": failure.failedSessions,
    "sending-mta-ip": failure.sendingMtaIp,
    "receiving-mx-hostname": failure.receivingMxHostname,
    "receiving-mx-helo": failure.receivingMxHelo,
    "receiving-ip": failure.receivingIp,
    "additional-information": failure.additionalInformation,
    "failure-reason-code": failure.failureReasonCode,
  };
  return Object.fromEntries(
    Object.entries(named).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
}

function inOrder(one: z.infer<typeof detail>): z.infer<typeof detail> {
  return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
}
