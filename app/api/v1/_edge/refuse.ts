import type { KeyScope } from "#lib/services/context.ts";
import { notFound } from "./operation.ts";
import type { Refusal } from "./problem.ts";

type SharedCode = "unauthenticated" | "forbidden" | "not-found" | "not-proven" | "rate-limited";

/** The refusals that services share; what else one may answer is its operation's own to word. */
export function refuse(
  failure: { code: SharedCode; data?: Record<string, string | number> },
  scope: KeyScope,
): Refusal {
  switch (failure.code) {
    case "unauthenticated":
      return unauthenticated;
    case "forbidden":
      return {
        problem: "forbidden",
        detail: `This needs an API key with the scope \`${scope}\`.`,
        headers: { "www-authenticate": `${challenge}, error="insufficient_scope", scope="${scope}"` },
      };
    case "not-found":
      return notFound;
    case "not-proven":
      return {
        problem: "not-proven",
        detail:
          "Publish the `ownershipRecord` of the domain and have it checked; until then nothing is shown.",
      };
    case "rate-limited": {
      const seconds = Number(failure.data?.seconds ?? 60);
      return {
        problem: "rate-limited",
        detail: `Try again in ${seconds} s.`,
        headers: { "retry-after": String(seconds) },
      };
    }
    default:
      return failure.code satisfies never;
  }
}

const challenge = 'Bearer realm="Sealpost"';

/** No key was presented: RFC 6750 §3.1 wants no error code then. */
export const keyMissing: Refusal = {
  problem: "unauthenticated",
  detail: "Send an API key: `Authorization: Bearer slp_…`.",
  headers: { "www-authenticate": challenge },
};

/** It is unknown, revoked or over; which of them is nobody's business who does not hold it. */
const unauthenticated: Refusal = {
  problem: "unauthenticated",
  detail: "The API key is not known, was revoked, or its time is over.",
  headers: { "www-authenticate": `${challenge}, error="invalid_token"` },
};
