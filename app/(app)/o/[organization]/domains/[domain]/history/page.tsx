import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { DomainParams } from "../../../_parts/paths.ts";
import { CheckHistory } from "./_history/check-history.tsx";
import classes from "./_history/history.module.css";
import { HistoryLinks } from "./_history/history-links.tsx";
import { readView } from "./_history/read-view.ts";
import { Timeline } from "./_history/timeline.tsx";

type Props = {
  params: Promise<DomainParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("history");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const path = await params;
  const { show, before } = readView(await searchParams);
  const t = await getTranslations("history");
  return (
    <div className={classes.page}>
      <div>
        <h2 className={classes.heading}>{t("title")}</h2>
        <p className={classes.description}>{t("description")}</p>
      </div>
      <HistoryLinks current={show} path={path} />
      {show === "checks" ? (
        <CheckHistory path={path} before={before} />
      ) : (
        <Timeline path={path} show={show} before={before} />
      )}
    </div>
  );
}
