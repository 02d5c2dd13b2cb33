import type { DomainNameFault } from "#lib/core/domain-name.ts";
import type { Result } from "#lib/services/result.ts";
import { type LookUpFault, lookUpLimit } from "#lib/services/tools/open-look-up.ts";

/** Why a look-up was not made, as a form shows it. */
export type LookUpRefusal =
  | { code: "invalid-name"; fault: DomainNameFault; suggestion: string | null }
  | { code: "rate-limited"; seconds: number; points: number };

/** Reads a service's refusal; `null` for a result, and for no look-up at all. */
export function lookUpRefusal(result: Result<unknown, LookUpFault> | null): LookUpRefusal | null {
  if (result === null || result.ok) return null;
  switch (result.code) {
    case "invalid-name":
      return {
        code: "invalid-name",
        // `openLookUp` alone makes this refusal, and puts the parser's code here.
        fault: String(result.data?.fault) as DomainNameFault,
        suggestion: String(result.data?.suggestion ?? "") || null,
      };
    case "rate-limited":
      return { code: "rate-limited", seconds: Number(result.data?.seconds), points: lookUpLimit.points };
    case "unauthenticated":
    case "forbidden":
    case "not-found":
      throw new Error(`a public tool answered ${result.code}`);
    default:
      return result.code satisfies never;
  }
}
