import { useTranslations } from "next-intl";
import type { DayPoint } from "#lib/core/trend/daily-series.ts";
import { startOfDay } from "#lib/core/trend/day.ts";
import { type Column, DataTable } from "./data-table.tsx";
import { NumberText } from "./number-text.tsx";
import { PercentText } from "./percent-text.tsx";
import { TimeText } from "./time-text.tsx";

/** The data of a chart of sessions, newest day first. */
export function SessionsTable({ points }: { points: readonly DayPoint[] }) {
  const t = useTranslations("ui.chart");
  const columns: Column<DayPoint>[] = [
    {
      key: "day",
      header: t("day"),
      rowHeader: true,
      cell: ({ day }) => <TimeText value={startOfDay(day)} show="day" />,
    },
    {
      key: "successful",
      header: t("successful"),
      align: "end",
      cell: ({ successful }) => <NumberText value={successful} />,
    },
    { key: "failed", header: t("failed"), align: "end", cell: ({ failed }) => <NumberText value={failed} /> },
    {
      key: "rate",
      header: t("failureRate"),
      align: "end",
      cell: ({ failureRate }) => <PercentText value={failureRate} />,
    },
  ];
  return (
    <DataTable
      caption={t("sessions")}
      hideCaption
      columns={columns}
      rows={points.toReversed()}
      rowKey={(point) => point.day}
    />
  );
}
