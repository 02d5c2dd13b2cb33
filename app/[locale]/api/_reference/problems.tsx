import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { problemAnchor, problemCodes, problems } from "../../../api/v1/_edge/problem.ts";
import { objectAnchor } from "./read-document.ts";
import classes from "./reference.module.css";

/** Every error with what it means and what to do; the `type` of a problem leads to its entry. */
export function Problems() {
  const t = useTranslations("api");
  const marks = {
    code: (words: ReactNode) => <code className={classes.code}>{words}</code>,
    link: (words: ReactNode) => (
      <a href={`#${objectAnchor("Problem")}`} lang="en">
        {words}
      </a>
    ),
  };
  return (
    <section className={classes.section} aria-labelledby="problems">
      <h2 id="problems">{t("reference.problems")}</h2>
      <p>{t.rich("reference.problemsText", marks)}</p>
      {problemCodes.map((code) => (
        <section key={code} className={classes.problem} aria-labelledby={problemAnchor(code)}>
          <h3 id={problemAnchor(code)}>{t(`problems.${code}.title`)}</h3>
          <p className={classes.type}>
            <code className={classes.code}>{code}</code>{" "}
            {t("reference.status", { status: String(problems[code].status) })}
          </p>
          <p>{t.rich(`problems.${code}.meaning`, marks)}</p>
          <p>{t.rich(`problems.${code}.remedy`, marks)}</p>
        </section>
      ))}
    </section>
  );
}
