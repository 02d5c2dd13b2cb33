import type { Histories } from "./reporter-history.ts";
import type { ReporterStanding } from "./reporter-standing.ts";
import type { RolloutInput } from "./rollout.ts";

/** The input with its reports sorted out. `standings` are those of the vouched-for histories, in their order. */
export type JudgedEvidence = { input: RolloutInput; histories: Histories; standings: ReporterStanding[] };
