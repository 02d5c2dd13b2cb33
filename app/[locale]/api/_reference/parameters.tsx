import { useTranslations } from "next-intl";
import { ApiText } from "./api-text.tsx";
import type { Parameter } from "./read-document.ts";
import classes from "./reference.module.css";
import { SchemaType } from "./schema-type.tsx";

/** What an address takes; nothing where it takes nothing. */
export function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  const t = useTranslations("api.reference");
  if (parameters.length === 0) return null;
  return (
    <div>
      <h4 className={classes.part}>{t("parameters")}</h4>
      <dl className={classes.members}>
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <div key={name} className={classes.member}>
            <dt>
              <code className={classes.name}>{name}</code>{" "}
              <span className={classes.type}>
                <SchemaType schema={schema} /> · {t(place === "path" ? "inPath" : "inQuery")} ·{" "}
                {required ? t("required") : t("optional")}
                {schema.default === undefined ? null : (
                  <> · {t("default", { value: String(schema.default) })}</>
                )}
              </span>
            </dt>
            <dd>{description ? <ApiText>{description}</ApiText> : null}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
