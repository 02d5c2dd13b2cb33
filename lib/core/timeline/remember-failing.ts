import type { Finding } from "../finding.ts";
import { partOfFinding } from "../posture/finding-part.ts";
import type { DomainEvent, FailingMemory, Remembered } from "./event.ts";
import { isJudged, type Seen } from "./is-judged.ts";
import { plainText } from "./plain-text.ts";

/** A domain with more is told of these; the page of the check has all. */
const maxFailing = 48;
const maxAddresses = 8;
const maxSubjectLength = 300;
const maxValueLength = 200;

/**
 * The findings of severity `error`, by code and subject. One that appears is told at once. It has recovered when no check
 * could miss it: it is gone, not even a warning, and this check saw what it speaks of.
 */
export function rememberFailing(before: FailingMemory[], seen: Seen): Remembered<FailingMemory[]> {
  const errors = merged(
    seen.posture.findings.filter(({ severity }) => severity === "error").map((one) => memoryOf(one, seen)),
  );
  const warned = new Set(
    seen.posture.findings.filter(({ severity }) => severity === "warning").map(keyOfFinding),
  );
  const known = new Map(before.map((one) => [keyOf(one), one]));
  const present = [...errors.values()].map((one) => withEarlier(one, known.get(keyOf(one))));
  const missing = before.filter((one) => !errors.has(keyOf(one)));
  const recovered = missing.filter((one) => !warned.has(keyOf(one)) && isJudged(one, seen));
  const unsettled = missing.filter((one) => !recovered.includes(one));
  // Those that are known come first, so that the cap cuts off none whose beginning was told.
  const isNew = (one: FailingMemory) => !known.has(keyOf(one));
  const next = [...present.filter((one) => !isNew(one)), ...unsettled, ...present.filter(isNew)].slice(
    0,
    maxFailing,
  );
  const failing = next.filter(isNew);
  return { next, events: [...recovered.map(recovery), ...failing.map(failure)] };
}

function memoryOf({ code, clause, subject, data }: Finding, { evidence }: Seen): FailingMemory {
  const texts = Object.entries(data).map(([key, value]) => [
    key,
    typeof value === "string" ? plainText(value, maxValueLength) : value,
  ]);
  const plain = subject === null ? null : plainText(subject, maxSubjectLength);
  return {
    code,
    part: partOfFinding(evidence.domain, { code, subject }),
    clause,
    subject: plain,
    data: Object.fromEntries(texts),
    addresses: typeof data.address === "string" && data.address !== "" ? [plainText(data.address, 64)] : [],
  };
}

/** Findings about several addresses of one host are one failing check. */
function merged(found: FailingMemory[]): Map<string, FailingMemory> {
  const byKey = new Map<string, FailingMemory>();
  for (const one of found) byKey.set(keyOf(one), withEarlier(byKey.get(keyOf(one)) ?? one, one));
  return byKey;
}

function withEarlier(one: FailingMemory, earlier: FailingMemory | undefined): FailingMemory {
  const addresses = [...new Set([...one.addresses, ...(earlier?.addresses ?? [])])].slice(0, maxAddresses);
  return { ...one, addresses };
}

function keyOf({ code, subject }: Pick<FailingMemory, "code" | "subject">): string {
  return `${code}|${subject}`;
}

function keyOfFinding({ code, subject }: Finding): string {
  return keyOf({ code, subject: subject === null ? null : plainText(subject, maxSubjectLength) });
}

function failure({ subject, code, part, clause, data }: FailingMemory): DomainEvent {
  return { kind: "check-failing", subject, before: null, after: { code, part, clause, data } };
}

function recovery({ subject, code, part, clause, data }: FailingMemory): DomainEvent {
  return { kind: "check-recovered", subject, before: { code, part, clause, data }, after: null };
}
