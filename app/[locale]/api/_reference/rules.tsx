import { useTranslations } from "next-intl";
import { requestsPerKey } from "#lib/services/api-keys/authenticate-key.ts";
import classes from "./reference.module.css";

const rules = ["scopes", "json", "null", "paging", "etag", "limit", "requestId", "cors"] as const;

/** What holds for every operation, said once. */
export function Rules() {
  const t = useTranslations("api.reference");
  return (
    <section className={classes.section} aria-labelledby="rules">
      <h2 id="rules">{t("rules")}</h2>
      <ul className={classes.rules}>
        {rules.map((rule) => (
          <li key={rule}>
            {t.rich(`rule.${rule}`, {
              points: requestsPerKey.points,
              code: (words) => <code className={classes.code}>{words}</code>,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
