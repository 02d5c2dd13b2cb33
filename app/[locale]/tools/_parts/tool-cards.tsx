import { IconWorldSearch } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { localePath } from "../../_parts/locale-path.ts";
import { type ToolSlug, toolOf, toolPath } from "../_registry/tools.ts";
import classes from "./tool-cards.module.css";

type Props = {
  slugs: readonly ToolSlug[];
  /** Goes along to the tools named. */
  domain?: string | undefined;
  headingLevel: 2 | 3;
  /** Fills the line with however few there are; otherwise they keep to columns. */
  stretch?: boolean;
};

/** Tools side by side, each with what it is for. */
export function ToolCards({ slugs, domain, headingLevel, stretch = false }: Props) {
  return (
    <ul className={classes.cards} data-stretch={stretch}>
      {slugs.map((slug) => (
        <li key={slug} className={classes.card}>
          <ToolCard slug={slug} domain={domain} headingLevel={headingLevel} />
        </li>
      ))}
    </ul>
  );
}

function ToolCard({ slug, domain, headingLevel }: { slug: ToolSlug } & Omit<Props, "slugs" | "stretch">) {
  const t = useTranslations("tools");
  const query = domain === undefined ? "" : `?${new URLSearchParams({ domain })}`;
  const Heading = `h${headingLevel}` as const;
  return (
    <>
      <Heading className={classes.title}>
        {/* No client navigation: prefetching a look-up would make it. */}
        <a href={localePath(useLocale(), toolPath(slug)) + query} className={classes.link}>
          {t(`list.${slug}.title`)}
        </a>
      </Heading>
      <p className={classes.text}>{t(`list.${slug}.description`)}</p>
      {toolOf(slug).looksOutside ? (
        <p className={classes.mark}>
          <IconWorldSearch size={16} aria-hidden="true" />
          {t("index.outside")}
        </p>
      ) : null}
    </>
  );
}
