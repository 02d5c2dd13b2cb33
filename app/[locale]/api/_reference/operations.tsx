import { useTranslations } from "next-intl";
import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { Answers } from "./answers.tsx";
import { ApiText } from "./api-text.tsx";
import { Parameters } from "./parameters.tsx";
import { operationAnchor, type ShownDocument, type ShownOperation } from "./read-document.ts";
import classes from "./reference.module.css";
import { RequestBody } from "./request-body.tsx";

export function Operations({ document }: { document: ShownDocument }) {
  const t = useTranslations("api.reference");
  return (
    <section className={classes.section} aria-labelledby="operations">
      <h2 id="operations">{t("operations")}</h2>
      {document.operations.map((operation) => (
        <Operation key={operationAnchor(operation)} operation={operation} />
      ))}
    </section>
  );
}

function Operation({ operation }: { operation: ShownOperation }) {
  const t = useTranslations("api.reference");
  const anchor = operationAnchor(operation);
  return (
    <section className={classes.operation} aria-labelledby={anchor}>
      <h3 id={anchor} lang="en">
        {operation.summary}
      </h3>
      <p className={classes.address}>
        <span className={classes.method} data-method={operation.method}>
          {operation.method}
        </span>{" "}
        <code>{operation.path}</code>
      </p>
      <p>
        <ApiText>{operation.description}</ApiText>
      </p>
      <p className={classes.type}>
        {t.rich("scope", {
          scope: operation.scope,
          code: (words) => <code className={classes.code}>{words}</code>,
        })}
      </p>
      <Parameters parameters={operation.parameters} />
      {operation.requestBody ? <RequestBody body={operation.requestBody} /> : null}
      <ClientMessages namespaces={[]}>
        <CopyField label={t("example")} value={operation.example} multiline />
      </ClientMessages>
      <Answers responses={operation.responses} />
    </section>
  );
}
