import { gzipSync } from "node:zlib";
import { makeReport, type Profile } from "./make-report.ts";
import { createRandom } from "./random.ts";

export type Corpus = {
  profile: Profile;
  /** Other seeds make other reports of the same kind. */
  seed: number;
  /** How many domains they are about. */
  domains: number;
  /** The youngest day that they tell of. */
  lastDay: Date;
};

export type MadeReport = { domain: number; sender: string; json: string };

/**
 * Report `number` of a corpus: the same text on every machine and in every process, unlike every other one. A few
 * domains get much, most get little.
 */
export function reportOf({ profile, seed, domains, lastDay }: Corpus, number: number): MadeReport {
  const random = createRandom(seed, number, profile === "heavy" ? 1 : 0);
  const domain = Math.floor(domains * (random.below(1_000_000) / 1_000_000) ** 1.5);
  const made = makeReport(random, {
    profile,
    id: `${profile}-${seed}-${number}`,
    domain: domainName(domain),
    lastDay,
  });
  return { domain, sender: made.sender.name, json: made.json };
}

export function domainName(domain: number): string {
  return `mail-customer-${String(domain).padStart(4, "0")}.example`;
}

/** As senders pack it (RFC 8460 §5.1). */
export function packed({ json }: MadeReport): Buffer {
  return gzipSync(json);
}

/** A slice of a corpus, packed. */
export function packedReports(corpus: Corpus, from: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, at) => packed(reportOf(corpus, from + at)));
}
