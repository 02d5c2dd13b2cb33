import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { localePath } from "../../_parts/locale-path.ts";
import classes from "../../tools/_parts/tool-cards.module.css";
import { type LearnSlug, learnPath } from "../_registry/learn.ts";

type Props = { slugs: readonly LearnSlug[]; headingLevel: 2 | 3 };

/** Pages side by side, each with what it is about; they look like the tools'. */
export function LearnCards({ slugs, headingLevel }: Props) {
  const t = useTranslations("learn.pages");
  const locale = useLocale();
  const Heading = `h${headingLevel}` as const;
  return (
    <ul className={classes.cards}>
      {slugs.map((slug) => (
        <li key={slug} className={classes.card}>
          <Heading className={classes.title}>
            <Link href={localePath(locale, learnPath(slug))} className={classes.link}>
              {t(`${slug}.title`)}
            </Link>
          </Heading>
          <p className={classes.text}>{t(`${slug}.lead`)}</p>
        </li>
      ))}
    </ul>
  );
}
