import { useTranslations } from "next-intl";
import classes from "./landing.module.css";

type FactsProps =
  | { branch: "why"; items: readonly ("plain" | "enforce" | "testing")[] }
  | { branch: "promises"; items: readonly ("doubt" | "forgery" | "unknown" | "yours")[] };

/** Short statements side by side under one heading. */
export function Facts(props: FactsProps) {
  const t = useTranslations("landing");
  const facts =
    props.branch === "why"
      ? props.items.map((item) => [t(`why.${item}.title`), t(`why.${item}.text`)] as const)
      : props.items.map((item) => [t(`promises.${item}.title`), t(`promises.${item}.text`)] as const);
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t(`${props.branch}.title`)}</h2>
      <div className={classes.facts} data-columns={facts.length}>
        {facts.map(([title, text]) => (
          <div key={title} className={classes.fact}>
            <h3 className={classes.factTitle}>{title}</h3>
            <p>{text}</p>
          </div>
        ))}
      </div>
    </section>
  );
}

const steps = ["add", "publish", "check", "reports", "verdict"] as const;

/** The journey of a domain, in its order. */
export function Steps() {
  const t = useTranslations("landing.steps");
  return (
    <section className={`${classes.section} ${classes.journey}`} id="steps">
      <h2 className={classes.heading}>{t("title")}</h2>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step} className={classes.step}>
            <h3 className={classes.factTitle}>{t(`${step}.title`)}</h3>
            <p>{t(`${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
