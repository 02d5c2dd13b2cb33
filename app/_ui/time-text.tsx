import { useFormatter, useNow } from "next-intl";

type Props = {
  /** A Date or an ISO 8601 text with zone. */
  value: Date | string;
  /** `day` for a UTC day, `minute` (default) and `second` with the zone, `relative` with the exact time on hover. */
  show?: "day" | "minute" | "second" | "relative";
};

/** A moment as `<time>`, in the reader's language and in UTC, which is said. */
export function TimeText({ value, show = "minute" }: Props) {
  const format = useFormatter();
  const now = useNow();
  const date = typeof value === "string" ? new Date(value) : value;
  const exact = format.dateTime(date, show === "relative" ? "minute" : show);
  return (
    <time dateTime={show === "day" ? date.toISOString().slice(0, 10) : date.toISOString()} title={exact}>
      {show === "relative" ? format.relativeTime(date, now) : exact}
    </time>
  );
}
