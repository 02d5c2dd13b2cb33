import { useFormatter } from "next-intl";
import { durationOf } from "./duration.ts";

/** A number of seconds as people say it, e.g. "7 days". */
export function DurationText({ seconds }: { seconds: number }) {
  return useDuration()(seconds);
}

export function useDuration(): (seconds: number) => string {
  const format = useFormatter();
  return (seconds) => {
    const { value, unit } = durationOf(seconds);
    return format.number(value, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 });
  };
}
