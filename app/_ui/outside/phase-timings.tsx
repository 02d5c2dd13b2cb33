import { useFormatter, useTranslations } from "next-intl";
import { NoData } from "../no-data.tsx";
import classes from "./phase-timings.module.css";

const phases = ["dnsMs", "connectMs", "bannerMs", "ehloMs", "starttlsMs", "tlsMs", "httpMs"] as const;

/** Milliseconds of each phase; `null`: the dialogue did not come so far. Phases that do not exist are left out. */
export type Timings = { [phase in (typeof phases)[number]]?: number | null };

/** How long each phase of a look took, as small labelled numbers. */
export function PhaseTimings({ timings }: { timings: Timings }) {
  const t = useTranslations("outside.phase");
  const format = useFormatter();
  return (
    <dl className={classes.phases}>
      {phases.map((phase) => {
        const value = timings[phase];
        if (value === undefined) return null;
        return (
          <div key={phase}>
            <dt>{t(phase)}</dt>
            <dd>
              {value === null ? <NoData /> : format.number(value, { style: "unit", unit: "millisecond" })}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
