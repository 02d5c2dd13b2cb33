import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { pageLocale } from "../../_parts/page-locale.ts";
import { findingMessages } from "../_parts/finding-messages.ts";
import { queryValue } from "../_parts/query-value.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Validator } from "./validator.tsx";

const slug = "tls-rpt-validator";
const messages = ["tools.tlsRptValidator", ...findingMessages(["tlsrpt-", "txt-"])];

export const generateMetadata = toolMetadata(slug);

export default async function TlsRptValidatorPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const record = await queryValue(searchParams, "record");
  return (
    <ToolPage slug={slug} clauses={["RFC 8460 §3", "RFC 1035 §5.1"]}>
      <ClientMessages namespaces={messages}>
        <Validator initial={record ?? ""} />
      </ClientMessages>
    </ToolPage>
  );
}
