import { useTranslations } from "next-intl";
import { ApiText } from "./api-text.tsx";
import type { ShownOperation } from "./read-document.ts";
import classes from "./reference.module.css";
import { SchemaType } from "./schema-type.tsx";

/** What is sent along, and in which types. */
export function RequestBody({ body }: { body: NonNullable<ShownOperation["requestBody"]> }) {
  const t = useTranslations("api.reference");
  const types = Object.entries(body.content ?? {});
  const schema = types[0]?.[1].schema;
  return (
    <div>
      <h4 className={classes.part}>{t("body")}</h4>
      <p>
        {schema ? <SchemaType schema={schema} /> : t("anyFile")}
        {body.description ? (
          <>
            {" · "}
            <ApiText>{body.description}</ApiText>
          </>
        ) : null}
      </p>
      <p className={classes.types}>
        {types.map(([type]) => (
          <code key={type} className={classes.code}>
            {type}
          </code>
        ))}
      </p>
    </div>
  );
}
