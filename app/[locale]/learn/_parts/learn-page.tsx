import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "../../../_ui/page-header.tsx";
import { LocaleFrame } from "../../_parts/locale-frame.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { MonitorCard } from "../../tools/_parts/monitor-card.tsx";
import { ToolCards } from "../../tools/_parts/tool-cards.tsx";
import { type LearnSlug, learnPageOf, learnPath } from "../_registry/learn.ts";
import { LearnCards } from "./learn-cards.tsx";
import classes from "./learn-page.module.css";

/** A part of a page. `id` is its anchor, which others link to, so it stays; `level` 3 lies within the one before. */
export type ArticleSection = { id: string; title: string; level?: 2 | 3; body: ReactNode };

type Props = { slug: LearnSlug; sections: readonly ArticleSection[] };

/** A whole page of text: title, lead, its contents, its sections, and where to go on. */
export function LearnPage({ slug, sections }: Props) {
  const t = useTranslations("learn");
  const locale = useLocale();
  const { next, tools } = learnPageOf(slug);
  return (
    <LocaleFrame path={learnPath(slug)}>
      <PageHeader
        back={{ href: localePath(locale, "/learn"), label: t("parts.back") }}
        title={t(`pages.${slug}.title`)}
        description={t(`pages.${slug}.lead`)}
      />
      <div className={classes.layout}>
        <Contents sections={sections} />
        <article className={classes.article}>
          {sections.map((section) => (
            <Section key={section.id} section={section} />
          ))}
        </article>
      </div>
      <section className={classes.further} aria-labelledby="learn-tools">
        <h2 id="learn-tools">{t("parts.tools")}</h2>
        <ToolCards slugs={tools} headingLevel={3} />
        <h2>{t("parts.next")}</h2>
        <LearnCards slugs={next} headingLevel={3} />
        <MonitorCard />
      </section>
    </LocaleFrame>
  );
}

function Contents({ sections }: { sections: readonly ArticleSection[] }) {
  const t = useTranslations("learn.parts");
  return (
    <nav className={classes.contents} aria-labelledby="contents">
      <h2 id="contents" className={classes.contentsTitle}>
        {t("onThisPage")}
      </h2>
      <ol className={classes.entries}>
        {sections.map(({ id, title, level = 2 }) => (
          <li key={id} data-level={level}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Section({ section: { id, title, level = 2, body } }: { section: ArticleSection }) {
  const t = useTranslations("learn.parts");
  const Heading = `h${level}` as const;
  return (
    <section className={classes.section} aria-labelledby={id} data-level={level}>
      <div className={classes.headingLine}>
        <Heading id={id} className={classes.heading}>
          {title}
        </Heading>
        <a href={`#${id}`} className={classes.anchor} aria-label={t("anchor", { title })}>
          #
        </a>
      </div>
      {body}
    </section>
  );
}
