import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ToolSlug } from "../_registry/tools.ts";
import classes from "./result-links.module.css";

type Props = {
  slug: ToolSlug;
  /** What was looked up, as the query of the page has it. */
  query: Record<string, string>;
  /** Further links or buttons, before the others. */
  children?: ReactNode;
};

/** Under a result: where to go with it, and its JSON form. Following it is a look-up of its own. */
export function ResultLinks({ slug, query, children }: Props) {
  const t = useTranslations("tools.lookUp");
  return (
    <div className={classes.links}>
      {children}
      <a href={`/api/tools/${slug}?${new URLSearchParams(query)}`} rel="nofollow">
        {t("json")}
      </a>
    </div>
  );
}
