import type { Result } from "#lib/services/result.ts";
import type { LookUpFault } from "#lib/services/tools/open-look-up.ts";

/** Problem details (RFC 9457 §3.1); `code` is what programs should go by. */
export type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  /** Seconds, for 429. */
  retryAfter?: number;
} & Record<string, string | number>;

/** Anybody's page may read these answers: they hold nothing but what is public. */
export const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, OPTIONS",
  "access-control-expose-headers": "Retry-After, Content-Language",
  "access-control-max-age": "86400",
};

export function problem({ retryAfter, ...members }: Problem): Response {
  const headers: Record<string, string> = { ...corsHeaders, "content-type": "application/problem+json" };
  if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
  return new Response(JSON.stringify({ type: "about:blank", ...members }), {
    status: members.status,
    headers: { ...headers, "cache-control": "no-store" },
  });
}

/** The refusals that every look-up shares. */
export function problemOf(refusal: Extract<Result<unknown, LookUpFault>, { ok: false }>): Problem {
  const data = refusal.data ?? {};
  switch (refusal.code) {
    case "invalid-name":
      return {
        status: 400,
        code: "invalid-name",
        title: "Not a mail domain",
        detail: "The query parameter `domain` must be a mail domain, such as example.com.",
        fault: data.fault ?? "",
        suggestion: data.suggestion ?? "",
      };
    case "rate-limited":
      return {
        status: 429,
        code: "rate-limited",
        title: "Too many look-ups",
        detail: "This address has used up its look-ups for now.",
        retryAfter: Number(data.seconds),
      };
    case "unauthenticated":
    case "forbidden":
    case "not-found":
      throw new Error(`a public tool answered ${refusal.code}`);
    default:
      return refusal.code satisfies never;
  }
}
