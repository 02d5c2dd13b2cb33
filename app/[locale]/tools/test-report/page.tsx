import { resultTypes } from "#lib/core/tlsrpt/result-type.ts";
import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { pageLocale } from "../../_parts/page-locale.ts";
import { queryValue, queryValues } from "../_parts/query-value.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Maker } from "./maker.tsx";
import { fieldsOf } from "./read-query.ts";

const slug = "test-report";
const clauses = ["RFC 8460 §4.4", "RFC 8460 §4.5", "RFC 8460 §5.1", "RFC 8460 §5.3", "RFC 8460 §5.4"];

const titles = Object.keys(resultTypes).map((type) => `failureTypes.${type}.title`);
const messages = ["tools.testReport", "tools.mtaSts.refused", "domainName", ...titles];

export const generateMetadata = toolMetadata(slug);

export default async function TestReportPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const value = (name: string) => queryValue(searchParams, name);
  const [domain, reporter, day, policy, mode, mx, successful] = await Promise.all(
    ["domain", "reporter", "day", "policy", "mode", "mx", "successful"].map(value),
  );
  const failures = await queryValues(searchParams, "failure");
  const query = { domain, reporter, day, policy, mode, mx, successful, failures };
  return (
    <ToolPage slug={slug} clauses={clauses} domain={domain}>
      <ClientMessages namespaces={messages}>
        <Maker initial={fieldsOf(query, new Date())} />
      </ClientMessages>
    </ToolPage>
  );
}
