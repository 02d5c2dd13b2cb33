import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "../_ui/button-link.tsx";
import { PublicFrame } from "../_ui/public-frame.tsx";
import { ExampleVerdict } from "./_landing/example-verdict.tsx";
import classes from "./_landing/landing.module.css";
import { Facts, Steps } from "./_landing/sections.tsx";

/** What Sealpost does, for somebody who has just opened a server's address. */
export default function LandingPage() {
  const t = useTranslations("landing");
  const locale = useLocale();
  const signIn = <ButtonLink href="/sign-in">{t("signIn")}</ButtonLink>;
  return (
    <PublicFrame actions={signIn}>
      <section className={classes.hero}>
        <div className={classes.claim}>
          <h1 className={classes.title}>{t("hero.title")}</h1>
          <p className={classes.lead}>{t("hero.text")}</p>
          <p className={classes.ways}>
            <a href="#steps">{t("hero.how")}</a>
            <a href={`/${locale}/tools`}>{t("hero.tools")}</a>
          </p>
        </div>
        <ExampleVerdict />
      </section>
      <Facts branch="why" items={["plain", "enforce", "testing"]} />
      <Steps />
      <Facts branch="promises" items={["doubt", "forgery", "unknown", "yours"]} />
    </PublicFrame>
  );
}
