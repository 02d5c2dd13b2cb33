import { useTranslations } from "next-intl";
import type { JudgedSnippetRecord, TlsRptSnippet } from "#lib/core/inspect/judge-tlsrpt-snippet.ts";
import { Panel } from "../../../_ui/panel.tsx";
import classes from "./read-records.module.css";

/** What is left when quotes, escapes, comments and line ends are gone: the text that senders get to see. */
export function ReadRecords({ judged: { records, passedOver } }: { judged: TlsRptSnippet }) {
  const t = useTranslations("tools.tlsRptValidator.read");
  if (records.length === 0 && passedOver === 0) return null;
  return (
    <Panel title={t("title")} description={t("text")}>
      {records.map((record) => (
        <ReadRecord key={record.span.start} record={record} />
      ))}
      {passedOver === 0 ? null : <p className={classes.quiet}>{t("passedOver", { count: passedOver })}</p>}
    </Panel>
  );
}

function ReadRecord({ record: { owner, text, value } }: { record: JudgedSnippetRecord }) {
  const t = useTranslations("tools.tlsRptValidator.read");
  return (
    <dl className={classes.facts}>
      {owner === null ? null : (
        <div>
          <dt>{t("owner")}</dt>
          <dd>
            <code>{owner}</code>
          </dd>
        </div>
      )}
      <div>
        <dt>{t("value")}</dt>
        <dd>
          <code className={classes.value}>{text}</code>
        </dd>
      </div>
      {value === null ? null : (
        <div>
          <dt>{t("destinations", { count: value.rua.length })}</dt>
          <dd>
            <ol className={classes.destinations}>
              {value.rua.map((uri, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a destination may stand there twice.
                <li key={index}>
                  <code>{uri}</code>
                </li>
              ))}
            </ol>
          </dd>
        </div>
      )}
    </dl>
  );
}
