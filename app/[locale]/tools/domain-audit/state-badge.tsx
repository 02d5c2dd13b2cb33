import { useTranslations } from "next-intl";
import type { AuditSection } from "#lib/core/audit/section.ts";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import { toneOf } from "./tally.ts";

/** How a part stands, once it is known. */
export async function PendingState({ section }: { section: Promise<AuditSection> }) {
  return <StateBadge section={await section} />;
}

export function StateBadge({ section }: { section: AuditSection }) {
  const t = useTranslations("tools.domainAudit.state");
  return <ToneBadge tone={toneOf(section)}>{t(section.state)}</ToneBadge>;
}

/** In place of a badge until its part is there. */
export function WaitingState() {
  const t = useTranslations("tools.domainAudit");
  return <ToneBadge tone="neutral">{t("waiting")}</ToneBadge>;
}
