import { useLocale, useTranslations } from "next-intl";
import type { MtaStsDraft } from "#lib/core/publish/mta-sts-draft.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { PolicyChanges } from "../_mta-sts/policy-changes.tsx";
import { toolPath } from "../_registry/tools.ts";
import type { GeneratorStart } from "./start.ts";

type Props = { start: GeneratorStart; draft: MtaStsDraft };

/** What senders would do otherwise than by the policy that is published now. */
export function ChangesPart({ start: { published, domain, unicode }, draft }: Props) {
  const t = useTranslations("tools.mtaStsGenerator.published");
  const inspector = localePath(useLocale(), toolPath("mta-sts-inspector"));
  if (published === null || published.kind === "none") return null;
  if (published.kind === "unknown")
    return <Notice tone="unknown">{t("unknown", { domain: unicode })}</Notice>;
  const { id, policy } = published;
  const inspect = (
    <a href={`${inspector}?${new URLSearchParams({ domain })}`}>{t("inspect", { domain: unicode })}</a>
  );
  if (policy === null) {
    return (
      <Notice tone="warning">
        {t("unreadable", { domain: unicode, id })} {inspect}
      </Notice>
    );
  }
  if (draft.policy === null) return null;
  return (
    <Panel title={t("title")} description={t("text", { domain: unicode, id })} actions={inspect}>
      <PolicyChanges from={policy} to={draft.policy.value} />
    </Panel>
  );
}
