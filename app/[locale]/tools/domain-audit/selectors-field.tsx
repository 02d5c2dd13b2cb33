import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { maxGivenSelectors } from "#lib/core/audit/selectors.ts";
import classes from "./audit.module.css";

/** DKIM selectors that only the visitor knows; sent along in the query. */
export function SelectorsField({ selectors }: { selectors: string }) {
  const t = useTranslations("tools.domainAudit");
  return (
    <TextInput
      name="selectors"
      label={t("selectors")}
      description={t("selectorsHint", { count: maxGivenSelectors })}
      defaultValue={selectors}
      key={selectors}
      maxLength={500}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      className={classes.selectors ?? ""}
    />
  );
}
