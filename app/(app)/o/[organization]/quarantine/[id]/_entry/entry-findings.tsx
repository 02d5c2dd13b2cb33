import { useTranslations } from "next-intl";
import type { QuarantinedView } from "#lib/services/quarantine/show-quarantined.ts";
import { FindingList } from "../../../../../../_ui/finding-list.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";

/** What kept it from being counted, with the place in it. */
export function EntryFindings({ findings }: Pick<QuarantinedView, "findings">) {
  const t = useTranslations("quarantine.one");
  return findings.length === 0 ? null : (
    <Panel title={t("findings")}>
      <FindingList findings={findings} />
    </Panel>
  );
}
