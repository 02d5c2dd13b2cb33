import { VisuallyHidden } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { Reason } from "#lib/core/rollout/rollout.ts";
import { startOfDay } from "#lib/core/trend/day.ts";
import { severityTone } from "../../../../../../_ui/severity-badge.tsx";
import { ToneIcon } from "../../../../../../_ui/tone-icon.tsx";
import classes from "./reason-list.module.css";

/** Grounds of a verdict, each with its severity; nothing at all when there are none. */
export function ReasonList({ title, reasons }: { title: string; reasons: readonly Reason[] }) {
  const t = useTranslations();
  const format = useFormatter();
  if (reasons.length === 0) return null;
  return (
    <div>
      <h3 className={classes.title}>{title}</h3>
      <ul className={classes.list}>
        {reasons.map((reason, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a code may occur twice, and the list never moves.
          <li key={`${reason.code}-${index}`} data-tone={severityTone(reason.severity)}>
            <span className={classes.icon}>
              <ToneIcon tone={severityTone(reason.severity)} size={18} />
              <VisuallyHidden>{t(`common.severity.${reason.severity}`)}</VisuallyHidden>
            </span>
            <span>{t(`verdict.reason.${reason.code}`, withReadableDays(reason.data, format))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Days as the reader writes them, instead of `YYYY-MM-DD`. */
function withReadableDays(data: Reason["data"], format: ReturnType<typeof useFormatter>): Reason["data"] {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? format.dateTime(startOfDay(value), "day")
        : value,
    ]),
  );
}
