import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { InspectedTlsRpt } from "#lib/services/tools/inspect-tls-rpt.ts";
import { Panel } from "../../../_ui/panel.tsx";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import classes from "./inspection.module.css";

type Props = { result: InspectedTlsRpt };

/** What came back from DNS, as it came. */
export function Answer({ result }: Props) {
  const t = useTranslations("tools.tlsRptInspector.answer");
  const format = useFormatter();
  const { answer, name, checkedAt } = result;
  const aliases = answer.kind === "unreachable" ? [] : answer.cnames;
  return (
    <Panel title={t("title")} description={t("text", { time: format.dateTime(checkedAt, "minute") })}>
      <dl className={classes.facts}>
        <Fact label={t("name")}>
          <code>{name}</code>
        </Fact>
        {aliases.length === 0 ? null : (
          <Fact label={t("aliases")}>
            <ol className={classes.chain}>
              {aliases.map((alias) => (
                <li key={alias}>
                  <code>{alias}</code>
                </li>
              ))}
            </ol>
          </Fact>
        )}
        <AnswerFacts result={result} />
      </dl>
    </Panel>
  );
}

function AnswerFacts({ result }: Props) {
  const t = useTranslations("tools.tlsRptInspector.answer");
  const { answer } = result;
  switch (answer.kind) {
    case "unreachable":
      return <Fact label={t("records", { count: 1 })}>{t("unreachable", { detail: answer.detail })}</Fact>;
    case "absent":
      return <Fact label={t("records", { count: 1 })}>{t(answer.reason)}</Fact>;
    case "found":
      return (
        <>
          <Fact label={t("ttl")}>{t("seconds", { seconds: answer.ttlSeconds })}</Fact>
          <Fact label={t("dnssec")}>{t(answer.authenticated ? "signed" : "unsigned")}</Fact>
          <Fact label={t("records", { count: answer.records.length })} wide>
            <Texts texts={answer.records} chosen={result.chosen} candidates={result.candidates} />
          </Fact>
        </>
      );
    default:
      return answer satisfies never;
  }
}

type TextsProps = { texts: readonly string[]; chosen: number | null; candidates: readonly number[] };

/** All TXT records of the name. Which one counts is RFC 8460 §3's to say, and several void each other. */
function Texts({ texts, chosen, candidates }: TextsProps) {
  const t = useTranslations("tools.tlsRptInspector.answer");
  return (
    <ul className={classes.texts}>
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an RRset may repeat a text, and it never moves.
        <li key={index} className={classes.text}>
          <code>{text}</code>
          {texts.length === 1 ? null : index === chosen ? (
            <ToneBadge tone="ok">{t("counts")}</ToneBadge>
          ) : (
            <ToneBadge tone="neutral">
              {candidates.includes(index) ? t("void", { count: candidates.length - 1 }) : t("dropped")}
            </ToneBadge>
          )}
        </li>
      ))}
    </ul>
  );
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div data-wide={wide}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
