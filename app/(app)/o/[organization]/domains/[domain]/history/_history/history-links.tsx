import Link from "next/link";
import { useTranslations } from "next-intl";
import { type DomainParams, historyPath } from "../../../../_parts/paths.ts";
import classes from "./history.module.css";
import { eventGroups, type HistoryView } from "./read-view.ts";

const views = ["all", ...eventGroups, "checks"] as const;

/** Chooses between everything that changed, one kind of it, and the checks themselves. */
export function HistoryLinks({ current, path }: { current: HistoryView["show"]; path: DomainParams }) {
  const t = useTranslations("history.show");
  return (
    <nav aria-label={t("label")}>
      <ul className={classes.views}>
        {views.map((view) => (
          <li key={view}>
            <Link
              href={view === "all" ? historyPath(path) : `${historyPath(path)}?show=${view}`}
              className={classes.view}
              aria-current={view === current ? "true" : undefined}
            >
              {t(view)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
