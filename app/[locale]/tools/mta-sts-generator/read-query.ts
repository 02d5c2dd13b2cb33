import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import { maxMaxAgeSeconds } from "#lib/core/mtasts/policy-lint.ts";
import type { PolicyNaming } from "#lib/core/publish/mta-sts-draft.ts";

/** What the address of the generator says. What it leaves open is `null`, for the page to choose. */
export type GeneratorQuery = {
  /** As it was typed. */
  domain: string;
  /** The MX hosts as they were typed; `null`: they are to be looked up. */
  mx: string | null;
  mode: PolicyMode | null;
  naming: PolicyNaming;
  maxAgeSeconds: number | null;
};

/** A list of MX hosts in the address, even an empty one, means that DNS is not to be asked. */
export function readGeneratorQuery(query: Record<string, string | string[] | undefined>): GeneratorQuery {
  const value = (name: string) => {
    const given = query[name];
    return Array.isArray(given) ? given[0] : given;
  };
  return {
    domain: value("domain")?.trim() ?? "",
    mx: value("mx")?.replaceAll("\r\n", "\n") ?? null,
    mode: readMode(value("mode")),
    naming: value("names") === "wildcard" ? "wildcard" : "exact",
    maxAgeSeconds: readMaxAge(value("max_age")),
  };
}

function readMode(text: string | undefined): PolicyMode | null {
  return text === "testing" || text === "enforce" || text === "none" ? text : null;
}

function readMaxAge(text: string | undefined): number | null {
  const seconds = /^\d{1,10}$/.test(text ?? "") ? Number(text) : null;
  return seconds !== null && seconds <= maxMaxAgeSeconds ? seconds : null;
}
