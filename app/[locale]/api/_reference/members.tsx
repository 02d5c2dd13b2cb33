import { useTranslations } from "next-intl";
import { ApiText } from "./api-text.tsx";
import type { Schema } from "./read-document.ts";
import classes from "./reference.module.css";
import { alternatives, SchemaType } from "./schema-type.tsx";

/** The members of an object, those of objects inside it below their own. */
export function Members({ schema }: { schema: Schema }) {
  const t = useTranslations("api.reference");
  const { properties = {}, required = [] } = schema;
  return (
    <dl className={classes.members}>
      {Object.entries(properties).map(([name, member]) => (
        <div key={name} className={classes.member}>
          <dt>
            <code className={classes.name}>{name}</code>{" "}
            <span className={classes.type}>
              <SchemaType schema={member} />
              {required.includes(name) ? null : <> · {t("optional")}</>}
            </span>
          </dt>
          <dd>
            {member.description ? <ApiText>{member.description}</ApiText> : null}
            {insideOf(member).map((inside, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what is inside a member never moves.
              <Members key={index} schema={inside} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Objects that have no name of their own: they are shown where they stand. */
function insideOf(schema: Schema): Schema[] {
  return alternatives(schema).kinds.flatMap((kind) => {
    if (kind.$ref !== undefined) return [];
    if (kind.properties) return [kind];
    return kind.items ? insideOf(kind.items) : [];
  });
}
