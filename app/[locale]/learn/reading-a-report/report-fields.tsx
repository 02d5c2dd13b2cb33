import { useTranslations } from "next-intl";
import { ProseText, type TextKey } from "../_parts/prose.tsx";
import { Terms } from "../_parts/terms.tsx";
import classes from "./report-fields.module.css";
import { reportFields } from "./report-fields-list.ts";

type Part = keyof typeof reportFields;

/** What each field of a part means, and what senders make of it. */
export function ReportFields({ part }: { part: Part }) {
  const t = useTranslations("learn.readingAReport.labels");
  return (
    <Terms
      terms={reportFields[part].map(({ name, required }) => ({
        id: name,
        term: (
          <span className={classes.field}>
            <code className={classes.name}>{name}</code>
            {required ? null : <span className={classes.optional}>{t("optional")}</span>}
          </span>
        ),
        text: <FieldText path={`learn.readingAReport.${part}.fields.${name}`} />,
      }))}
    />
  );
}

function FieldText({ path }: { path: string }) {
  const t = useTranslations("learn.readingAReport.labels");
  return (
    <>
      <span>
        <ProseText text={textAt(path, "text")} />
      </span>
      <span className={classes.practice}>
        <strong>{t("practice")}</strong> <ProseText text={textAt(path, "practice")} />
      </span>
    </>
  );
}

/** The list of fields and the catalog have the same names, which the compiler cannot see through two joined texts. */
function textAt(path: string, part: "text" | "practice"): TextKey {
  return `${path}.${part}` as TextKey;
}
