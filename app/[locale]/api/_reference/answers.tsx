import { useTranslations } from "next-intl";
import { problemAnchor, problemCodes, problems } from "../../../api/v1/_edge/problem.ts";
import { ApiText } from "./api-text.tsx";
import type { ShownOperation } from "./read-document.ts";
import classes from "./reference.module.css";
import { SchemaType } from "./schema-type.tsx";

type Response = ShownOperation["responses"][number][1];

/** What an operation answers with, and which problems it may give instead. */
export function Answers({ responses }: { responses: ShownOperation["responses"] }) {
  const t = useTranslations("api.reference");
  const good = responses.filter(([, { content = {} }]) => !("application/problem+json" in content));
  return (
    <div>
      <h4 className={classes.part}>{t("answers")}</h4>
      <dl className={classes.answers}>
        {good.map(([status, response]) => (
          <div key={status} className={classes.answer}>
            <dt>
              <code className={classes.name}>{status}</code>
            </dt>
            <dd>
              <Answer response={response} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.problemLinks}>
        {t.rich("mayFail", { codes: () => <ProblemLinks responses={responses} /> })}
      </p>
    </div>
  );
}

function Answer({ response }: { response: Response }) {
  const t = useTranslations("api.reference");
  const { content = {}, description = "" } = response;
  const schema = Object.values(content)[0]?.schema;
  const withFile = Object.keys(content).length > 0;
  return (
    <>
      {schema ? <SchemaType schema={schema} /> : t(withFile ? "anyFile" : "nothing")}
      {" · "}
      <ApiText>{description}</ApiText>
    </>
  );
}

/** The problems whose status the document knows and whose code the response names. */
function ProblemLinks({ responses }: { responses: ShownOperation["responses"] }) {
  const described = new Map(responses);
  const codes = problemCodes.filter((code) =>
    described.get(String(problems[code].status))?.description?.includes(`\`${code}\``),
  );
  return codes.map((code, index) => (
    <span key={code}>
      {index > 0 ? ", " : ""}
      <a href={`#${problemAnchor(code)}`} lang="en">
        {problems[code].status} {code}
      </a>
    </span>
  ));
}
