import { requestPeer } from "#lib/server/auth/request-context.ts";
import { contextFor } from "#lib/server/context.ts";
import { startAudit } from "#lib/services/tools/audit-domain.ts";
import { pageLocale } from "../../_parts/page-locale.ts";
import { LookUpForm } from "../_parts/look-up-form.tsx";
import { lookUpRefusal } from "../_parts/look-up-refusal.ts";
import { queryValue } from "../_parts/query-value.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Audit } from "./audit.tsx";
import { SelectorsField } from "./selectors-field.tsx";

const slug = "domain-audit";

const clauses = ["RFC 7208", "RFC 6376", "RFC 9989", "RFC 8461", "RFC 8460", "RFC 7672", "RFC 8659"];

export const generateMetadata = toolMetadata(slug);

export default async function DomainAuditPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const domain = await queryValue(searchParams, "domain");
  const selectors = (await queryValue(searchParams, "selectors")) ?? "";
  const whole = (await queryValue(searchParams, "whole")) !== undefined;
  const input = { domain: domain ?? "", selectors, peer: await requestPeer() };
  const result = domain === undefined ? null : await startAudit(contextFor({ kind: "anonymous" }), input);
  return (
    <ToolPage slug={slug} clauses={clauses} domain={domain}>
      <LookUpForm slug={slug} domain={domain} refusal={lookUpRefusal(result)}>
        <SelectorsField selectors={selectors} />
      </LookUpForm>
      {result?.ok ? (
        <Audit key={result.value.checkedAt.getTime()} audit={result.value} whole={whole} />
      ) : null}
    </ToolPage>
  );
}
