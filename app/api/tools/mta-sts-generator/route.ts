import { suggestedMaxAge } from "#lib/core/mtasts/max-age-presets.ts";
import { nextPolicyId } from "#lib/core/mtasts/policy-id.ts";
import { draftMtaSts } from "#lib/core/publish/mta-sts-draft.ts";
import { type LookedUpMx, lookUpMx } from "#lib/services/tools/look-up-mx.ts";
import { readGeneratorQuery } from "../../../[locale]/tools/mta-sts-generator/read-query.ts";
import { answerLookUp, answerPreflight } from "../_edge/answer-look-up.ts";

/** Policy and record drafted from the live MX records: `?domain=…`, with `mode`, `names` and `max_age` as on the page. */
export function GET(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return answerLookUp(request, lookUpMx, (found) => present(found, query));
}

export { answerPreflight as OPTIONS };

function present(found: LookedUpMx, query: Record<string, string>): object {
  const { domain, checkedAt, mail, published } = found;
  const { mode: chosen, naming, maxAgeSeconds } = readGeneratorQuery(query);
  const mode = chosen ?? "testing";
  const draft = draftMtaSts({
    domain,
    mxHosts: "hosts" in mail ? mail.hosts.map(({ host }) => host) : [],
    mode,
    naming,
    maxAgeSeconds: maxAgeSeconds ?? suggestedMaxAge(mode),
    policyId: nextPolicyId(checkedAt, published.kind === "published" ? published.id : null),
  });
  return { ...found, draft };
}
