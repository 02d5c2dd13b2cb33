/** What became of one thing in an uploaded file; worded under `upload.box.outcome`. */
export type Outcome =
  | "stored"
  | "replaced"
  | "duplicate"
  | "upgraded"
  | "conflicting"
  | "aside"
  | "too-many"
  | "refused"
  | "full"
  | "skipped"
  | "test";

export type ResultLine = {
  line: "result";
  outcome: Outcome;
  /** Where it stood in the file; empty for the file itself. */
  path: string;
  /** A-labels; `null`: it names no domain of the organization. */
  domain: string | null;
  /** Of the stored report. */
  id: string | null;
  /** Why it does not count, and what to do, in the reader's language. */
  reason: string | null;
  remedy: string | null;
  /** The cap that it ran into. */
  cap: string | null;
};

/** One line of the answer to an upload. Without a `done` the file was not read to its end. */
export type UploadLine = ResultLine | { line: "alive" } | { line: "done" } | { line: "failed" };
