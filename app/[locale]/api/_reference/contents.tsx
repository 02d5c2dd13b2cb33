import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { objectAnchor, operationAnchor, type ShownDocument } from "./read-document.ts";
import classes from "./reference.module.css";

/** Everything on the page, beside it. */
export function Contents({ document }: { document: ShownDocument }) {
  const t = useTranslations("api.reference");
  return (
    <nav className={classes.contents} aria-labelledby="contents">
      <h2 id="contents" className={classes.contentsTitle}>
        {t("onThisPage")}
      </h2>
      <ol className={classes.entries}>
        <Entry anchor="start">{t("start")}</Entry>
        <Entry anchor="rules">{t("rules")}</Entry>
        <Entry anchor="operations">{t("operations")}</Entry>
        {document.operations.map((operation) => (
          <Entry key={operationAnchor(operation)} anchor={operationAnchor(operation)} level={3}>
            <span lang="en">{operation.summary}</span>
          </Entry>
        ))}
        <Entry anchor="objects">{t("objects")}</Entry>
        {document.objects.map(([name]) => (
          <Entry key={name} anchor={objectAnchor(name)} level={3}>
            <span lang="en">{name}</span>
          </Entry>
        ))}
        <Entry anchor="problems">{t("problems")}</Entry>
      </ol>
    </nav>
  );
}

function Entry({ anchor, level = 2, children }: { anchor: string; level?: 2 | 3; children: ReactNode }) {
  return (
    <li data-level={level}>
      <a href={`#${anchor}`}>{children}</a>
    </li>
  );
}
