import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { pageLocale } from "../../_parts/page-locale.ts";
import { findingMessages } from "../_parts/finding-messages.ts";
import { queryValue } from "../_parts/query-value.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Validator } from "./validator.tsx";

const slug = "mta-sts-validator";
const messages = [
  "tools.mtaSts",
  "tools.mtaStsValidator",
  "ui.table",
  "common.noData",
  ...findingMessages(["mtasts-", "txt-", "mx-not-covered"]),
];

export const generateMetadata = toolMetadata(slug);

export default async function MtaStsValidatorPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const value = async (name: string) => (await queryValue(searchParams, name)) ?? "";
  const initial = {
    record: await value("record"),
    policy: await value("policy"),
    mx: await value("mx"),
    before: await value("before"),
  };
  return (
    <ToolPage slug={slug} clauses={["RFC 8461 §3.1", "RFC 8461 §3.2", "RFC 8461 §4.1", "RFC 8461 §8.1"]}>
      <ClientMessages namespaces={messages}>
        <Validator initial={initial} />
      </ClientMessages>
    </ToolPage>
  );
}
