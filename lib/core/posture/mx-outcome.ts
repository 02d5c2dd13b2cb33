import type { MxHostEvidence } from "../evidence.ts";

/** `answered`: a mail server greeted us. `refused`: it was there and turned us away. `silent`: nobody answered. */
export type MxOutcome = "answered" | "refused" | "silent";

/**
 * What a look at an MX host says about asking it again. `answered`: some address greeted us as mail servers do.
 * `refused`: none did, and one was there and turned us away, so it is left alone for longer each time. `silent`: nobody
 * was there.
 */
export function mxOutcome({ looks }: Pick<MxHostEvidence, "looks">): MxOutcome {
  if (looks.some(({ banner }) => banner?.startsWith("2"))) return "answered";
  const isRefused = looks.some(
    (look) => look.banner !== null || (look.kind === "failed" && look.fault === "connect-refused"),
  );
  return isRefused ? "refused" : "silent";
}
