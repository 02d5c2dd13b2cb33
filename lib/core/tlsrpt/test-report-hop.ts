/** The way of a test report, in the order in which it is gone. `answered` and `submitted` are the sender's end of it. */
export const hopSteps = [
  "resolved",
  "connected",
  "secured",
  "submitted",
  "arrived",
  "unpacked",
  "read",
  "vouched",
  "stored",
  "answered",
] as const;

export type HopStep = (typeof hopSteps)[number];

/** `warning`: it goes on, and real senders may not; `unknown`: we could not find out. */
export type HopState = "ok" | "warning" | "failed" | "unknown";

export const hopFaults = [
  "dns-absent",
  "dns-unreachable",
  "no-mail-host",
  "target-refused",
  "connect-refused",
  "connect-timeout",
  "network",
  "no-tls",
  "no-starttls",
  "tls-failed",
  "certificate-expired",
  "certificate-not-yet-valid",
  "certificate-not-trusted",
  "certificate-name-mismatch",
  "mail-certificate",
  "answered-no",
  "answered-later",
  "redirected",
  "no-answer",
  "mailer-refused",
  "not-seen",
  "broken",
] as const;

export type HopFault = (typeof hopFaults)[number];

/** One thing that was seen of a test report on its way. */
export type Hop = {
  step: HopStep;
  state: HopState;
  fault: HopFault | null;
  /** What the wording of the step is filled with. */
  values: Record<string, string | number>;
  /** The other side's own words, or a code behind the state; capped. */
  words: string | null;
};

/** `at`: when the row was told, by the database's clock, which every process shares. */
export type TimedHop = Hop & { at: string };

/** A hop that went well. */
export function passed(step: HopStep, values: Hop["values"], words: string | null = null): Hop {
  return { step, state: "ok", fault: null, values, words: capped(words) };
}

/** A hop that did not. */
export function missed(
  step: HopStep,
  fault: HopFault,
  values: Hop["values"] = {},
  words: string | null = null,
  state: Exclude<HopState, "ok"> = "failed",
): Hop {
  return { step, state, fault, values, words: capped(words) };
}

const maxWords = 2_000;

function capped(words: string | null): string | null {
  if (words === null || words === "") return null;
  return words.length > maxWords ? `${words.slice(0, maxWords - 1)}…` : words;
}
