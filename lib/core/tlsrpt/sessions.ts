import type { PolicyResult, TlsReport } from "./report-shape.ts";

/** What one policy result adds to the report's sessions once those listed twice are taken out. */
export type CountedResult = {
  /** Index into the report's `policies`. */
  index: number;
  policyType: string;
  policyDomain: string | null;
  countedSuccessful: number;
  countedFailed: number;
  /** Index of the result that already told of these sessions; what is counted here is only what it adds. */
  duplicateOf: number | null;
};

/** Failures of one kind. `resultType: null` are failures that no detail explains. */
export type CountedFailure = {
  policyType: string;
  resultType: string | null;
  /** Lower case, no final dot; `null` when the sender named none. */
  mxHost: string | null;
  failedSessions: number;
};

export type CountedSessions = {
  results: CountedResult[];
  /** Sums of `results`. */
  successful: number;
  failed: number;
  failures: CountedFailure[];
};

/**
 * Counts a report's sessions, each once (RFC 8460 §4.4 counts sessions, not messages).
 *
 * Microsoft judges each session by MTA-STS and by DANE and lists it under both types. Of such a pair the `sts`
 * results count first and `tlsa` results add what only they tell of: a session that failed under either failed, so
 * the pair has max(failed) failures among max(total) sessions. `failures` names every kind of failure of both,
 * without adding up what both list alike; as failure types are not exclusive, it may sum to more than `failed`.
 */
export function countSessions(report: TlsReport): CountedSessions {
  const results = report.policies.map(countAlone);
  const twins = twinResults(report);
  for (const pair of twins) countTwins(pair, results);
  const sum = (field: "countedSuccessful" | "countedFailed") =>
    results.reduce((total, one) => total + one[field], 0);
  return {
    results,
    successful: sum("countedSuccessful"),
    failed: sum("countedFailed"),
    failures: countFailures(report, twins),
  };
}

/** Whether some sessions of this report stand under `sts` and under `tlsa`. */
export function listsSessionsTwice(report: TlsReport): boolean {
  return twinResults(report).length > 0;
}

function countAlone(result: PolicyResult, index: number): CountedResult {
  return {
    index,
    policyType: result.type,
    policyDomain: result.domain,
    countedSuccessful: result.successfulSessions,
    countedFailed: result.failedSessions,
    duplicateOf: null,
  };
}

/** The `sts` and the `tlsa` results (indexes) of one domain that tell of the same sessions. */
type Twins = { sts: number[]; tlsa: number[] };

/**
 * A tlsa result whose policy domain is the recipient's stands beside an sts result of that domain. Both tell of the
 * same sessions when the reporter is known for it, or when both sum to the same number of sessions: a conforming
 * sender names the MX host there (RFC 8460 §4.4), and applies one policy to a session.
 */
function twinResults(report: TlsReport): Twins[] {
  if (!report.policies.some((result) => result.type === "tlsa")) return [];
  const known = /^microsoft\b/i.test(report.organizationName.trim());
  return [...groupByDomain(report).values()].filter(({ sts, tlsa }) => {
    if (sts.length === 0 || tlsa.length === 0) return false;
    return known || totalOf(report, sts) === totalOf(report, tlsa);
  });
}

function groupByDomain(report: TlsReport): Map<string, Twins> {
  const groups = new Map<string, Twins>();
  report.policies.forEach((result, index) => {
    if (result.domain === null || (result.type !== "sts" && result.type !== "tlsa")) return;
    const group = groups.get(result.domain) ?? { sts: [], tlsa: [] };
    group[result.type].push(index);
    groups.set(result.domain, group);
  });
  return groups;
}

function totalOf(report: TlsReport, indexes: number[]): number {
  return indexes.reduce((total, index) => {
    const result = report.policies[index];
    return result === undefined ? total : total + result.successfulSessions + result.failedSessions;
  }, 0);
}

function countTwins({ sts, tlsa }: Twins, results: CountedResult[]): void {
  const first = sts.map((index) => results[index]).filter((one) => one !== undefined);
  const second = tlsa.map((index) => results[index]).filter((one) => one !== undefined);
  const sum = (list: CountedResult[], field: "countedSuccessful" | "countedFailed") =>
    list.reduce((total, one) => total + one[field], 0);
  const failedFirst = sum(first, "countedFailed");
  const failed = Math.max(failedFirst, sum(second, "countedFailed"));
  const total = Math.max(
    failedFirst + sum(first, "countedSuccessful"),
    sum(second, "countedFailed") + sum(second, "countedSuccessful"),
  );
  const left = hand(first, "countedSuccessful", total - failed);
  hand(second, "countedSuccessful", left);
  hand(second, "countedFailed", failed - failedFirst);
  for (const one of second) one.duplicateOf = sts[0] ?? null;
}

/** Hands `amount` out in order, to none more than it claims itself; returns what is left. */
function hand(list: CountedResult[], field: "countedSuccessful" | "countedFailed", amount: number): number {
  let left = amount;
  for (const one of list) {
    one[field] = Math.min(one[field], left);
    left -= one[field];
  }
  return left;
}

/** Failures by policy type, failure type and MX, under a key of the three. */
type FailureSums = Map<string, CountedFailure>;

function countFailures(report: TlsReport, twins: Twins[]): CountedFailure[] {
  const second = new Set(twins.flatMap(({ tlsa }) => tlsa));
  const failures: FailureSums = new Map();
  report.policies.forEach((result, index) => {
    if (!second.has(index)) addFailures(failures, result);
  });
  for (const pair of twins) {
    for (const failure of extraFailures(report, pair)) addFailure(failures, failure);
  }
  return [...failures.values()];
}

/** What the tlsa results of a pair tell beyond what its sts results tell alike. */
function extraFailures(report: TlsReport, { sts, tlsa }: Twins): CountedFailure[] {
  const told = sumFailures(report, sts);
  const toldFailed = sts.reduce((total, index) => total + (report.policies[index]?.failedSessions ?? 0), 0);
  return [...sumFailures(report, tlsa).values()].flatMap((failure) => {
    // Failures that no detail explains may be any of those the sts results tell of.
    const alike = told.get(keyOf({ ...failure, policyType: "sts" }))?.failedSessions ?? 0;
    const rest = failure.failedSessions - (failure.resultType === null ? toldFailed : alike);
    return rest > 0 ? [{ ...failure, failedSessions: rest }] : [];
  });
}

function sumFailures(report: TlsReport, indexes: number[]): FailureSums {
  const sums: FailureSums = new Map();
  for (const index of indexes) {
    const result = report.policies[index];
    if (result !== undefined) addFailures(sums, result);
  }
  return sums;
}

function addFailures(sums: FailureSums, result: PolicyResult): void {
  for (const failure of failuresOf(result)) addFailure(sums, failure);
}

function addFailure(sums: FailureSums, failure: CountedFailure): void {
  const key = keyOf(failure);
  const known = sums.get(key);
  if (known === undefined) sums.set(key, failure);
  else known.failedSessions += failure.failedSessions;
}

function keyOf({ policyType, resultType, mxHost }: CountedFailure): string {
  return JSON.stringify([policyType, resultType, mxHost]);
}

function failuresOf(result: PolicyResult): CountedFailure[] {
  const failures: CountedFailure[] = result.failures.map((detail) => ({
    policyType: result.type,
    resultType: detail.resultType,
    mxHost: hostOf(detail.receivingMxHostname),
    failedSessions: detail.failedSessions,
  }));
  const explained = failures.reduce((total, failure) => total + failure.failedSessions, 0);
  const rest = result.failedSessions - explained;
  if (rest > 0)
    failures.push({ policyType: result.type, resultType: null, mxHost: null, failedSessions: rest });
  return failures.filter((failure) => failure.failedSessions > 0);
}

/** What is too long for a host name is none (RFC 1035 §2.3.4). */
function hostOf(name: string | null): string | null {
  const host = name === null ? "" : name.trim().replace(/\.$/, "").toLowerCase();
  return host === "" || host.length > 253 ? null : host;
}
