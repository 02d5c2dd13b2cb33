import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { PageHeader } from "../../../_ui/page-header.tsx";
import { LocaleFrame } from "../../_parts/locale-frame.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { type ToolSlug, toolOf, toolPath } from "../_registry/tools.ts";
import { MonitorCard } from "./monitor-card.tsx";
import { ToolCards } from "./tool-cards.tsx";
import classes from "./tool-page.module.css";

type Props = {
  slug: ToolSlug;
  /** The clauses that the tool judges by, e.g. `["RFC 8460 §3"]`. */
  clauses: readonly string[];
  /** The domain at hand, when there is one; the next tools open with it. */
  domain?: string | undefined;
  children: ReactNode;
};

/** A whole tool page: title, lead, the tool itself, its rules, what to do next, and the offer to monitor a domain. */
export function ToolPage({ slug, clauses, domain, children }: Props) {
  const t = useTranslations("tools");
  const locale = useLocale();
  return (
    <LocaleFrame path={toolPath(slug)}>
      <PageHeader
        back={{ href: localePath(locale, "/tools"), label: t("page.back") }}
        title={t(`list.${slug}.title`)}
        description={t(`list.${slug}.lead`)}
      />
      <div className={classes.tool}>{children}</div>
      <p className={classes.rules}>
        {t("page.rules")}{" "}
        {clauses.map((clause) => (
          <span key={clause} className={classes.clause}>
            <ClauseLink clause={clause} />
          </span>
        ))}
      </p>
      <section className={classes.next} aria-labelledby="next-tools">
        <h2 id="next-tools" className={classes.heading}>
          {t("page.next")}
        </h2>
        <ToolCards slugs={toolOf(slug).next} domain={domain} headingLevel={3} stretch />
        <MonitorCard />
      </section>
    </LocaleFrame>
  );
}
