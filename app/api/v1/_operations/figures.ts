import { showTrend } from "#lib/services/api/show-trend.ts";
import { showVerdict } from "#lib/services/api/show-verdict.ts";
import { operation } from "../_edge/operation.ts";
import { refuse } from "../_edge/refuse.ts";
import { trend } from "../_schemas/trend.ts";
import { verdict } from "../_schemas/verdict.ts";
import { domainPath, noParameters, rangeOf, trendQuery } from "./parameters.ts";

export const showTrendOperation = operation({
  id: "showTrend",
  summary: "Show a trend",
  description:
    "What senders reported over a range of days, by day, reporter, failure type or MX host. It costs the same at ten reports and at ten million.",
  scope: "read",
  path: domainPath,
  query: trendQuery,
  requestBody: null,
  answers: { 200: { description: "The figures.", schema: trend } },
  problems: ["invalid-query", "not-found", "not-proven"],
  example: `"{base}/domains/example.com/trend?from=2026-03-01&to=2026-03-31&by=reporter"`,
  run: async ({ context, organization, path, query }) => {
    const range = rangeOf(query, context.now);
    const at = { organization, domain: path.name };
    const shown = await showTrend(context, at, { ...range, by: query.by });
    if (!shown.ok) return refuse(shown, "read");
    return { status: 200, body: { domain: path.name.toLowerCase(), ...range, ...shown.value } };
  },
});

export const showVerdictOperation = operation({
  id: "showVerdict",
  summary: "Show the verdict",
  description:
    "The advice for the domain’s next step, with its grounds: reports of the last 30 days joined with the newest look from outside.",
  scope: "read",
  path: domainPath,
  query: noParameters,
  requestBody: null,
  answers: { 200: { description: "The verdict.", schema: verdict } },
  problems: ["invalid-query", "not-found", "not-proven"],
  example: "{base}/domains/example.com/verdict",
  run: async ({ context, organization, path }) => {
    const shown = await showVerdict(context, { organization, domain: path.name });
    if (!shown.ok) return refuse(shown, "read");
    const { verdict: own, ...view } = shown.value;
    return { status: 200, body: { ...view, ...own } };
  },
});
