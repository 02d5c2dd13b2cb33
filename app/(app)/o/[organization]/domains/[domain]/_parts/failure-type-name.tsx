import { useTranslations } from "next-intl";
import { failureTypeKey } from "./failure-type-key.ts";
import classes from "./failure-type-name.module.css";

/** A failure type in words, with its code as reports write it. */
export function FailureTypeName({ resultType }: { resultType: string | null }) {
  const t = useTranslations("failureTypes");
  return (
    <span className={classes.type}>
      {t(`${failureTypeKey(resultType)}.title`)}
      {resultType === null ? null : <code className={classes.code}>{resultType}</code>}
    </span>
  );
}
