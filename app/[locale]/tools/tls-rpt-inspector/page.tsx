import { requestPeer } from "#lib/server/auth/request-context.ts";
import { contextFor } from "#lib/server/context.ts";
import { startTlsRptInspection } from "#lib/services/tools/inspect-tls-rpt.ts";
import { pageLocale } from "../../_parts/page-locale.ts";
import { LookUpForm } from "../_parts/look-up-form.tsx";
import { lookUpRefusal } from "../_parts/look-up-refusal.ts";
import { queryValue } from "../_parts/query-value.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Inspection } from "./inspection.tsx";

const slug = "tls-rpt-inspector";

export const generateMetadata = toolMetadata(slug);

export default async function TlsRptInspectorPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const domain = await queryValue(searchParams, "domain");
  const zone = (await queryValue(searchParams, "zone")) !== undefined;
  const whole = (await queryValue(searchParams, "whole")) !== undefined;
  const input = { domain: domain ?? "", zone, peer: await requestPeer() };
  const context = contextFor({ kind: "anonymous" });
  const result = domain === undefined ? null : await startTlsRptInspection(context, input);
  return (
    <ToolPage slug={slug} clauses={["RFC 8460 §3", "RFC 5321 §5.1", "RFC 7505 §3"]} domain={domain}>
      <LookUpForm slug={slug} domain={domain} refusal={lookUpRefusal(result)} />
      {result?.ok ? <Inspection result={result.value} whole={whole} /> : null}
    </ToolPage>
  );
}
