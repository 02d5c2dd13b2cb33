import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import classes from "./page-skeleton.module.css";

/** Holds the place of a slow part inside `Suspense`. Not for `loading.tsx`: that would turn 404s into 200s. */
export function PageSkeleton({ lines = 4 }: { lines?: number }) {
  const t = useTranslations("ui");
  return (
    <div role="status" aria-label={t("loading")} className={classes.lines}>
      <Skeleton height={28} width="40%" />
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical lines that never move.
        <Skeleton key={line} height={16} width={line === lines - 1 ? "60%" : "100%"} />
      ))}
    </div>
  );
}
