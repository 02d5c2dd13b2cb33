import { requestPeer } from "#lib/server/auth/request-context.ts";
import { contextFor } from "#lib/server/context.ts";
import { startMtaStsInspection } from "#lib/services/tools/inspect-mta-sts.ts";
import { pageLocale } from "../../_parts/page-locale.ts";
import { LookUpForm } from "../_parts/look-up-form.tsx";
import { lookUpRefusal } from "../_parts/look-up-refusal.ts";
import { queryValue } from "../_parts/query-value.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Inspection } from "./inspection.tsx";

const slug = "mta-sts-inspector";
const clauses = [
  "RFC 8461 §3.1",
  "RFC 8461 §3.2",
  "RFC 8461 §3.3",
  "RFC 8461 §4.1",
  "RFC 8461 §4.2",
  "RFC 7672 §3",
];

export const generateMetadata = toolMetadata(slug);

export default async function MtaStsInspectorPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const domain = await queryValue(searchParams, "domain");
  const zone = (await queryValue(searchParams, "zone")) !== undefined;
  const whole = (await queryValue(searchParams, "whole")) !== undefined;
  const input = { domain: domain ?? "", zone, peer: await requestPeer() };
  const context = contextFor({ kind: "anonymous" });
  const result = domain === undefined ? null : await startMtaStsInspection(context, input);
  return (
    <ToolPage slug={slug} clauses={clauses} domain={domain}>
      <LookUpForm slug={slug} domain={domain} refusal={lookUpRefusal(result)} />
      {result?.ok ? (
        <Inspection key={result.value.checkedAt.getTime()} result={result.value} whole={whole} />
      ) : null}
    </ToolPage>
  );
}
