import { describeDomain } from "#lib/services/api/describe-domain.ts";
import { addDomain } from "#lib/services/domains/add-domain.ts";
import { type DomainRow, listDomains } from "#lib/services/domains/list-domains.ts";
import { operation } from "../_edge/operation.ts";
import { readJson } from "../_edge/read-json.ts";
import { refuse } from "../_edge/refuse.ts";
import { domain, domainList, newDomain } from "../_schemas/domain.ts";
import { nextLink } from "./next-link.ts";
import { domainPath, domainsQuery, noParameters } from "./parameters.ts";

export const listDomainsOperation = operation({
  id: "listDomains",
  summary: "List domains",
  description:
    "The organization’s domains by name, fifty a page, each with its stage, its advice and the sessions of the last 30 days.",
  scope: "read",
  path: noParameters,
  query: domainsQuery,
  requestBody: null,
  answers: { 200: { description: "A page of domains.", schema: domainList } },
  problems: ["invalid-query"],
  example: "{base}/domains",
  run: async ({ context, organization, query, base }) => {
    const listed = await listDomains(context, { organization, after: query.cursor ?? null });
    if (!listed.ok) return refuse(listed, "read");
    const { domains, next } = listed.value;
    return {
      status: 200,
      headers: nextLink(`${base}/domains`, next),
      body: { domains: domains.map(domainEntry), next },
    };
  },
});

function domainEntry({ summary, name, unicode, proven, stage }: DomainRow) {
  return {
    name,
    unicode,
    proven,
    stage,
    summary: summary && {
      advice: summary.advice,
      last30Days: summary.totals,
      lastReportAt: summary.lastReportAt,
    },
  };
}

export const addDomainOperation = operation({
  id: "addDomain",
  summary: "Add a domain",
  description:
    "Starts to monitor a domain. The answer holds the record that proves its ownership; nothing is shown about the domain before that is published and seen.",
  scope: "write",
  path: noParameters,
  query: noParameters,
  requestBody: { description: "The domain to add.", schema: newDomain },
  answers: { 201: { description: "The domain, added.", schema: domain } },
  problems: [
    "invalid-query",
    "invalid-body",
    "already-added",
    "too-many-domains",
    "too-large",
    "unsupported-media-type",
    "invalid-content",
  ],
  example: `--json '{"name":"example.com"}' {base}/domains`,
  run: async ({ context, organization, request, base }) => {
    const read = await readJson(request, newDomain);
    if (!read.ok) return read.refusal;
    const added = await addDomain(context, { organization, name: read.value.name });
    if (!added.ok) return refuseDomain(added);
    const described = await describeDomain(context, { organization, domain: added.value.name }, "member");
    if (!described.ok) return refuse(described, "write");
    return {
      status: 201,
      headers: { location: `${base}/domains/${described.value.name}` },
      body: described.value,
    };
  },
});

function refuseDomain(failure: Extract<Awaited<ReturnType<typeof addDomain>>, { ok: false }>) {
  switch (failure.code) {
    case "invalid-name": {
      const suggestion = String(failure.data?.suggestion ?? "");
      return {
        problem: "invalid-content" as const,
        detail: "The name is not that of a mail domain.",
        errors: [{ path: "name", detail: String(failure.data?.fault ?? "bad-label") }],
        ...(suggestion ? { members: { suggestion } } : {}),
      };
    }
    case "already-added":
      return {
        problem: "already-added" as const,
        detail: `${String(failure.data?.name)} is in this organization already.`,
      };
    case "too-many":
      return { problem: "too-many-domains" as const, detail: "Remove a domain first." };
    case "unauthenticated":
    case "forbidden":
    case "not-found":
      return refuse({ code: failure.code }, "write");
    default:
      return failure.code satisfies never;
  }
}

export const showDomainOperation = operation({
  id: "showDomain",
  summary: "Show a domain",
  description: "Where a domain stands, and what is published so that it is proven and reports come in.",
  scope: "read",
  path: domainPath,
  query: noParameters,
  requestBody: null,
  answers: { 200: { description: "The domain.", schema: domain } },
  problems: ["invalid-query", "not-found"],
  example: "{base}/domains/example.com",
  run: async ({ context, organization, path }) => {
    const described = await describeDomain(context, { organization, domain: path.name });
    return described.ok ? { status: 200, body: described.value } : refuse(described, "read");
  },
});
