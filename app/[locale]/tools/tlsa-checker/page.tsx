import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { pageLocale } from "../../_parts/page-locale.ts";
import { findingMessages } from "../_parts/finding-messages.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { Checker } from "./checker.tsx";

const slug = "tlsa-checker";
const clauses = ["RFC 7672 §3", "RFC 7671 §5", "RFC 6698 §2"];
const messages = [
  "tools.tlsaChecker",
  "ui.record",
  "ui.table",
  "ui.noFindings",
  ...findingMessages(["tlsa-"]),
];

export const generateMetadata = toolMetadata(slug);

export default async function TlsaCheckerPage({ params }: ToolProps) {
  await pageLocale(params);
  return (
    <ToolPage slug={slug} clauses={clauses}>
      <ClientMessages namespaces={messages}>
        <Checker />
      </ClientMessages>
    </ToolPage>
  );
}
