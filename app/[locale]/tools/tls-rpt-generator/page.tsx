import { providerOf } from "#lib/core/publish/providers.ts";
import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { pageLocale } from "../../_parts/page-locale.ts";
import { findingMessages } from "../_parts/finding-messages.ts";
import { queryValue, queryValues } from "../_parts/query-value.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Generator } from "./generator.tsx";

const slug = "tls-rpt-generator";
const findings = findingMessages(["tlsrpt-destination-", "tlsrpt-several-", "tlsrpt-record-long"]);
const messages = ["tools.tlsRptGenerator", "tools.providers", "domainName", "ui.record", ...findings];

export const generateMetadata = toolMetadata(slug);

export default async function TlsRptGeneratorPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const initial = {
    domain: (await queryValue(searchParams, "domain")) ?? "",
    destinations: await queryValues(searchParams, "rua"),
    zone: (await queryValue(searchParams, "zone")) ?? null,
  };
  const provider = providerOf(await queryValue(searchParams, "provider"));
  return (
    <ToolPage slug={slug} clauses={["RFC 8460 §3", "RFC 8460 §7"]} domain={initial.domain || undefined}>
      <ClientMessages namespaces={messages}>
        <Generator initial={initial} provider={provider?.id ?? "cloudflare"} />
      </ClientMessages>
    </ToolPage>
  );
}
