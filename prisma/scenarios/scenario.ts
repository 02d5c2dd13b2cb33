import type { DomainDescription } from "../../e2e/mail-world/description.ts";
import type { Habit, PlannedFailure } from "../../e2e/mail-world/reporter/report-plan.ts";

/** What a domain needs to know of its installation to publish its records. */
export type Addresses = { httpsUri: string; challenge: string };

/** A day of one reporter; `null` on days without a report. */
export type ReportedDay = { successful: number; failures: PlannedFailure[] } | null;

/**
 * A deterministic life of a domain, told in days before now. It is published in mail-world, checked and reported on
 * through the real services; demo, tests and screenshots share it.
 */
export type Scenario = {
  name: string;
  /** What was published since when, oldest first; the last is how it is now. */
  published: { daysAgo: number; as: (domain: string, addresses: Addresses) => DomainDescription }[];
  reporters: { habit: Habit; domain: string; organization?: string; contact?: string }[];
  /** From this many days ago until yesterday; 0: none. */
  reportedDays: number;
  /** `reporter` is an index into `reporters`; `noise` is 0 to 1, and the same for the same day. */
  reports: (day: { daysAgo: number; reporter: number; noise: number; domain: string }) => ReportedDay;
};

/** A number from 0 to 1 that depends on its arguments alone (FNV-1a). */
export function noiseOf(...parts: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join("|")) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  hash ^= hash >>> 16;
  return (Math.imul(hash, 0x45d9f3b) >>> 0) / 0xffffffff;
}
