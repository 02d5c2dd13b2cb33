import { useTranslations } from "next-intl";
import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import { Panel } from "../../../_ui/panel.tsx";
import { Choices } from "./choices.tsx";

/** In the order in which a domain goes through them. */
const modes = ["testing", "enforce", "none"] as const satisfies readonly PolicyMode[];

type Props = { mode: PolicyMode; onMode: (mode: PolicyMode) => void };

export function ModePart({ mode, onMode }: Props) {
  const t = useTranslations("tools.mtaStsGenerator.mode");
  return (
    <Panel title={t("label")}>
      <Choices
        name="mode"
        label={t("label")}
        hideLabel
        value={mode}
        choices={modes.map((one) => ({ value: one, label: one, text: t(one) }))}
        onChoice={onMode}
      />
    </Panel>
  );
}
