import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { pageLocale } from "../../_parts/page-locale.ts";
import { findingMessages } from "../_parts/finding-messages.ts";
import { queryValue } from "../_parts/query-value.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Analyser } from "./analyser.tsx";

const slug = "report-analyser";
const messages = [
  "tools.reportAnalyser",
  "reports.one",
  "failureTypes",
  "ui.chart",
  "ui.table",
  "common.noData",
  "common.shareUnder",
  "common.shareOver",
  ...findingMessages(["report-"]),
];

export const generateMetadata = toolMetadata(slug);

export default async function ReportAnalyserPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const sample = await queryValue(searchParams, "sample");
  return (
    <ToolPage slug={slug} clauses={["RFC 8460 §4", "RFC 8460 §5", "RFC 8461 §5"]}>
      <ClientMessages namespaces={messages}>
        <Analyser startWithSample={sample !== undefined} />
      </ClientMessages>
    </ToolPage>
  );
}
