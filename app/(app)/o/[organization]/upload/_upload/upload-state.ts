import type { Outcome, ResultLine } from "./upload-line.ts";

export type Step = "waiting" | "sending" | "reading" | "done" | "failed" | "cancelled" | "too-large";

export type Failure =
  | "network"
  | "broken"
  | "busy"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "not-proven"
  | "too-large"
  | "unreadable";

export type Group = "stored" | "known" | "aside" | "refused" | "skipped";
export type Counts = Record<Group, number>;

export type UploadedFile = {
  key: number;
  name: string;
  size: number;
  step: Step;
  /** From 0 to 1, while it is sent. */
  sent: number;
  failure: Failure | null;
  counts: Counts;
  /** The first of each kind; what went wrong is told at more length. */
  results: ResultLine[];
  /** Beyond `results`. */
  more: number;
};

export type UploadEvent =
  | { kind: "added"; files: Pick<UploadedFile, "key" | "name" | "size">[] }
  | { kind: "started" | "cancelled" | "too-large" | "done"; key: number }
  | { kind: "again"; key: number }
  | { kind: "sent"; key: number; share: number }
  | { kind: "result"; key: number; results: ResultLine[] }
  | { kind: "failed"; key: number; failure: Failure }
  | { kind: "cleared" };

const none: Counts = { stored: 0, known: 0, aside: 0, refused: 0, skipped: 0 };
const listed = { good: 20, others: 100 };

/** The files after an event. One about a file that is over, or not there any more, changes nothing. */
export function afterEvent(files: readonly UploadedFile[], event: UploadEvent): readonly UploadedFile[] {
  switch (event.kind) {
    case "added":
      return [...files, ...event.files.map((file) => ({ ...file, ...fresh }))];
    case "cleared":
      return files.filter(({ step }) => isOpen(step));
    case "again":
      return files.map((file) => (file.key === event.key ? { ...file, ...fresh } : file));
    default:
      return files.map((file) => (file.key === event.key && isOpen(file.step) ? changed(file, event) : file));
  }
}

const fresh = {
  step: "waiting" as const,
  sent: 0,
  failure: null,
  counts: none,
  results: [],
  more: 0,
};

function changed(
  file: UploadedFile,
  event: Exclude<UploadEvent, { kind: "added" | "cleared" | "again" }>,
): UploadedFile {
  switch (event.kind) {
    case "started":
      return { ...file, step: "sending" };
    case "sent":
      return { ...file, sent: event.share, step: event.share >= 1 ? "reading" : "sending" };
    case "result":
      return event.results.reduce(withResult, file);
    case "failed":
      return { ...file, step: "failed", failure: event.failure };
    case "cancelled":
    case "too-large":
    case "done":
      return { ...file, step: event.kind };
    default:
      return event satisfies never;
  }
}

function withResult(file: UploadedFile, result: ResultLine): UploadedFile {
  const group = groupOf(result.outcome);
  const isGood = group === "stored" || group === "known";
  const alike = file.results.filter((one) => isGoodOutcome(one.outcome) === isGood).length;
  const counts = { ...file.counts, [group]: file.counts[group] + 1 };
  return alike < (isGood ? listed.good : listed.others)
    ? { ...file, counts, results: [...file.results, result] }
    : { ...file, counts, more: file.more + 1 };
}

function isGoodOutcome(outcome: Outcome): boolean {
  const group = groupOf(outcome);
  return group === "stored" || group === "known";
}

export function groupOf(outcome: Outcome): Group {
  switch (outcome) {
    case "stored":
    case "replaced":
      return "stored";
    case "duplicate":
    case "upgraded":
      return "known";
    case "conflicting":
    case "aside":
      return "aside";
    case "too-many":
    case "refused":
    case "full":
      return "refused";
    case "skipped":
    case "test":
      return "skipped";
    default:
      return outcome satisfies never;
  }
}

/** Whether it waits or is under way. */
export function isOpen(step: Step): boolean {
  return step === "waiting" || isUnderWay(step);
}

export function isUnderWay(step: Step): boolean {
  return step === "sending" || step === "reading";
}

/** Whether trying again can help. */
export function isRetryable(step: Step): boolean {
  return step === "failed" || step === "cancelled";
}

/** What became of all of them together. */
export function totalOf(files: readonly UploadedFile[]): Counts {
  const total = { ...none };
  for (const { counts } of files) {
    for (const group of Object.keys(total) as Group[]) total[group] += counts[group];
  }
  return total;
}
