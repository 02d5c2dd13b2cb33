/** Which entries of whose quarantine; all of them or those that are named. */
export type Choice = { organization: string; domain?: string; ids: "all" | string[] };

/** What became of them. */
export type QuarantineOutcome =
  | { kind: "replayed"; replayed: number; left: number }
  | { kind: "discarded"; count: number }
  | { kind: "failed" };
