import { useTranslations } from "next-intl";
import type { Severity } from "#lib/core/finding.ts";
import type { Tone } from "./tone.ts";
import { ToneBadge } from "./tone-badge.tsx";

export function SeverityBadge({ severity }: { severity: Severity }) {
  const t = useTranslations("common.severity");
  return <ToneBadge tone={severityTone(severity)}>{t(severity)}</ToneBadge>;
}

export function severityTone(severity: Severity): Tone {
  return severity;
}
