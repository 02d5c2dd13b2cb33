import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { findingMessages } from "../_parts/finding-messages.ts";
import { Generator } from "./generator.tsx";
import type { GeneratorStart } from "./start.ts";

const messages = [
  "tools.mtaSts",
  "tools.mtaStsGenerator",
  "tools.providers",
  "tools.tlsRptGenerator.zone",
  "tools.tlsRptGenerator.zoneHint",
  "ui.record",
  "ui.table",
  "common.noData",
  ...findingMessages(["mtasts-policy-max-age", "mtasts-policy-mx"]),
];

/** The generator with the texts that it needs; anew for each domain. */
export function GeneratorPart({ start }: { start: GeneratorStart }) {
  return (
    <ClientMessages namespaces={messages}>
      <Generator key={`${start.domain} ${start.mail === null}`} start={start} />
    </ClientMessages>
  );
}
