import { useTranslations } from "next-intl";
import { type MaxAgePreset, maxAgePresets } from "#lib/core/mtasts/max-age-presets.ts";
import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { useDuration } from "../_mta-sts/duration-text.tsx";
import { Choices } from "./choices.tsx";
import { lintMaxAge } from "./lint-max-age.ts";

type Props = {
  mode: PolicyMode;
  seconds: number;
  /** What the page was opened with; a value of its own when it is no preset. */
  given: number;
  onSeconds: (seconds: number) => void;
};

export function MaxAgePart({ mode, seconds, given, onSeconds }: Props) {
  const t = useTranslations("tools.mtaStsGenerator.maxAge");
  const duration = useDuration();
  const values = [...new Set([...maxAgePresets, given])].sort((a, b) => a - b);
  const findings = lintMaxAge(mode, seconds);
  return (
    <Panel title={t("title")} description={t("hint")}>
      <Choices
        name="max_age"
        label={t("label")}
        hideLabel
        value={String(seconds)}
        choices={values.map((value) => ({
          value: String(value),
          label: `${duration(value)} (${t("seconds", { seconds: value })})`,
          text: t(isPreset(value) ? `${value}` : "given"),
        }))}
        onChoice={(value) => onSeconds(Number(value))}
      />
      {findings.length === 0 ? null : <FindingList findings={findings} />}
    </Panel>
  );
}

function isPreset(seconds: number): seconds is MaxAgePreset {
  return maxAgePresets.some((preset) => preset === seconds);
}
