import { useTranslations } from "next-intl";
import { HiddenText } from "./hidden-text.tsx";
import classes from "./no-data.module.css";

/** A dash for the eye, words for a screen reader: nothing was counted, which is not zero. */
export function NoData() {
  const t = useTranslations("common");
  return (
    <span className={classes.noData}>
      <span aria-hidden="true" title={t("noData")}>
        —
      </span>
      <HiddenText>{t("noData")}</HiddenText>
    </span>
  );
}
