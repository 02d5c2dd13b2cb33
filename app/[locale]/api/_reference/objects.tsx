import { useTranslations } from "next-intl";
import { ApiText } from "./api-text.tsx";
import { Members } from "./members.tsx";
import { objectAnchor, type ShownDocument } from "./read-document.ts";
import classes from "./reference.module.css";
import { SchemaType } from "./schema-type.tsx";

/** Every object that has a name, which the operations link to. */
export function Objects({ document }: { document: ShownDocument }) {
  const t = useTranslations("api.reference");
  return (
    <section className={classes.section} aria-labelledby="objects">
      <h2 id="objects">{t("objects")}</h2>
      <p>{t("objectsText")}</p>
      {document.objects.map(([name, schema]) => (
        <section key={name} className={classes.object} aria-labelledby={objectAnchor(name)}>
          <h3 id={objectAnchor(name)} lang="en">
            {name}
          </h3>
          {schema.description ? (
            <p>
              <ApiText>{schema.description}</ApiText>
            </p>
          ) : null}
          {schema.properties ? (
            <Members schema={schema} />
          ) : (
            <p className={classes.type}>
              <SchemaType schema={schema} />
            </p>
          )}
        </section>
      ))}
    </section>
  );
}
