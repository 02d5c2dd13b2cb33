export type PolicyMode = "enforce" | "testing" | "none";

/** An MTA-STS policy file (RFC 8461 §3.2). */
export type MtaStsPolicy = {
  mode: PolicyMode;
  /** Patterns as written: a host name, or `*.` and a name for exactly one more label. */
  mx: string[];
  /** How long a sender may keep the policy after it fetched it. */
  maxAgeSeconds: number;
  extensions: { name: string; value: string }[];
};
