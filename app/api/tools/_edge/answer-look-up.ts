import { getTranslations } from "next-intl/server";
import type { Finding } from "#lib/core/finding.ts";
import { type Locale, negotiateLocale } from "#lib/i18n/locale.ts";
import { peerOf } from "#lib/server/auth/request-context.ts";
import { contextFor } from "#lib/server/context.ts";
import type { Context } from "#lib/services/context.ts";
import type { Result } from "#lib/services/result.ts";
import type { LookUpFault, LookUpInput } from "#lib/services/tools/open-look-up.ts";
import { type FindingWording, findingWording } from "../../../_ui/finding-wording.ts";
import { corsHeaders, problem, problemOf } from "./problem.ts";

/** Gives a finding its words, in the language that the client asked for. */
export type Worded = (finding: Finding) => Finding & FindingWording;

type LookUp<T> = (
  context: Context,
  input: LookUpInput & { query: URLSearchParams },
) => Promise<Result<T, LookUpFault>>;

/**
 * The JSON form of a tool that looks outside: `GET ?domain=…`, for any origin, under the limits of the page. Refusals
 * are problem details (RFC 9457). `present` turns the service's value into the answer.
 */
export async function answerLookUp<T>(
  request: Request,
  lookUp: LookUp<T>,
  present: (value: T, worded: Worded) => object,
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const domain = query.get("domain") ?? "";
  const context = contextFor({ kind: "anonymous" });
  const result = await lookUp(context, { domain, query, peer: peerOf(request.headers) });
  if (!result.ok) return problem(problemOf(result));
  const locale = negotiateLocale(request.headers.get("accept-language"));
  const t = await getTranslations({ locale });
  const worded: Worded = (finding) => ({ ...finding, ...findingWording(t, finding) });
  const headers = { ...corsHeaders, ...languageHeaders(locale), "cache-control": "no-store" };
  return Response.json(present(result.value, worded), { headers });
}

export function answerPreflight(): Response {
  return new Response(null, { status: 204, headers: corsHeaders });
}

function languageHeaders(locale: Locale) {
  return { "content-language": locale, vary: "Accept-Language" };
}
