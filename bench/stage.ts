import type { Comparison } from "./compare.ts";
import type { Profile } from "./corpus/make-report.ts";
import type { Installation } from "./installation.ts";

/** What a measurement works with. */
export type Stage = {
  /** Starts the database of this run when it is first asked for. */
  installation: () => Promise<Installation>;
  rounds: number;
  profiles: readonly Profile[];
  /** The youngest day that reports tell of. */
  lastDay: Date;
  /** So many reports, or fewer in a quick run. */
  amount(reports: number): number;
};

export type Measurement = { name: string; title: string; run: (stage: Stage) => Promise<Comparison[]> };
