import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { objectAnchor, referenceName, type Schema } from "./read-document.ts";
import classes from "./reference.module.css";

/** What a value is, in few words: a type, a choice, or a link to the object. */
export function SchemaType({ schema }: { schema: Schema }): ReactNode {
  const t = useTranslations("api.reference");
  if (schema.$ref !== undefined) {
    const name = referenceName(schema.$ref);
    return (
      <a href={`#${objectAnchor(name)}`} lang="en">
        {name}
      </a>
    );
  }
  const { kinds, nullable } = alternatives(schema);
  const words = kinds.map((kind, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the kinds of a value never move.
    <span key={index}>
      {index > 0 ? ", " : ""}
      {kind === schema ? <Plain schema={schema} /> : <SchemaType schema={kind} />}
    </span>
  ));
  return nullable ? t.rich("orNull", { type: () => words }) : words;
}

function Plain({ schema }: { schema: Schema }): ReactNode {
  const t = useTranslations("api.reference");
  const choices = schema.enum ?? (schema.const === undefined ? null : [schema.const]);
  if (choices) return <Choices values={choices} />;
  if (schema.items) {
    const { items } = schema;
    return t.rich("listOf", { type: () => <SchemaType schema={items} /> });
  }
  if (typeof schema.additionalProperties === "object") {
    const { additionalProperties } = schema;
    return t.rich("mapOf", { type: () => <SchemaType schema={additionalProperties} /> });
  }
  if (schema.format === "date-time") return t("types.moment");
  if (schema.format === "date") return t("types.day");
  return t(`types.${typeName(schema)}`);
}

function Choices({ values }: { values: readonly (string | number)[] }) {
  const t = useTranslations("api.reference");
  return (
    <>
      {values.length > 1 ? `${t("oneOf")} ` : ""}
      {values.map((value, index) => (
        <span key={value}>
          {index > 0 ? ", " : ""}
          <code className={classes.code}>{value}</code>
        </span>
      ))}
    </>
  );
}

/** A union taken apart; `null` among it is said apart. */
export function alternatives(schema: Schema): { kinds: Schema[]; nullable: boolean } {
  const union = schema.anyOf ?? schema.oneOf;
  if (union) {
    const kinds = union.filter(({ type }) => type !== "null");
    return { kinds, nullable: kinds.length < union.length };
  }
  if (!Array.isArray(schema.type)) return { kinds: [schema], nullable: false };
  const types = schema.type.filter((type) => type !== "null");
  const kinds = types.map((type) => ({ ...schema, type }));
  return { kinds, nullable: types.length < schema.type.length };
}

const typeNames = ["string", "integer", "number", "boolean", "object"] as const;

function typeName({ type }: Schema): (typeof typeNames)[number] | "any" {
  return typeNames.find((name) => name === type) ?? "any";
}
