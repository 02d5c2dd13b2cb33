import { useTranslations } from "next-intl";
import { mainId } from "./main-id.ts";
import classes from "./skip-link.module.css";

/** First stop of the keyboard: past the header to the content. */
export function SkipLink() {
  const t = useTranslations("ui");
  return (
    <a href={`#${mainId}`} className={classes.link}>
      {t("skipToContent")}
    </a>
  );
}
