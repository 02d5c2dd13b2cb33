import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import type { MtaStsInspection } from "#lib/core/inspect/judge-mtasts-look.ts";
import type { InspectedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Fact, Facts } from "../../../_ui/outside/facts.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import { useDuration } from "../_mta-sts/duration-text.tsx";
import { MarkedText } from "../_mta-sts/numbered-text.tsx";
import classes from "./inspection.module.css";
import { NameChain } from "./name-chain.tsx";

type Props = { result: InspectedMtaSts };

/** What DNS answers at the record's name. */
export function RecordPanel({ result }: Props) {
  const t = useTranslations("tools.mtaStsInspector.record");
  const { findings } = result.inspection.record;
  return (
    <Panel title={t("title")} description={t("text", { name: result.name })}>
      <Answer result={result} />
      {findings.length === 0 ? null : <FindingList findings={findings} />}
    </Panel>
  );
}

function Answer({ result: { look, inspection } }: Props) {
  const t = useTranslations("tools.mtaStsInspector.record");
  const duration = useDuration();
  const answer = look.mtaStsTxt;
  const { value } = inspection.record;
  switch (answer.kind) {
    case "unreachable":
      return <p className={classes.quiet}>{t("unreachable")}</p>;
    case "absent":
      return (
        <>
          <p className={classes.quiet}>{t("none")}</p>
          {answer.cnames.length === 0 ? null : <Aliases names={answer.cnames} />}
        </>
      );
    case "found":
      return (
        <>
          <Texts texts={answer.records} record={inspection.record} />
          <Facts>
            {value === null ? null : (
              <Fact label={t("id")}>
                <code>{value.id}</code>
              </Fact>
            )}
            <Fact label={t("ttl")}>{t("ttlValue", { duration: duration(answer.ttlSeconds) })}</Fact>
            <Fact label={t("dnssec")}>{t(answer.authenticated ? "authenticated" : "notAuthenticated")}</Fact>
          </Facts>
          {answer.cnames.length === 0 ? null : <Aliases names={answer.cnames} />}
        </>
      );
    default:
      return answer satisfies never;
  }
}

function Aliases({ names }: { names: readonly string[] }) {
  const t = useTranslations("tools.mtaStsInspector.record");
  return (
    <Facts>
      <Fact label={t("aliases")} wide>
        <NameChain names={names} />
      </Fact>
    </Facts>
  );
}

/** More than anybody publishes; a stranger's zone may hold any number. */
const maxTexts = 20;

type TextsProps = { texts: readonly string[]; record: MtaStsInspection["record"] };

/** All TXT records of the name. Which one counts is RFC 8461 §3.1's to say, and several void each other. */
function Texts({ texts, record: { chosen, candidates, findings } }: TextsProps) {
  const t = useTranslations("tools.mtaStsInspector.record");
  return (
    <ul className={classes.texts} aria-label={t("texts", { count: texts.length })}>
      {texts.slice(0, maxTexts).map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an RRset may repeat a text, and it never moves.
        <li key={index} className={classes.text}>
          <MarkedText text={text} findings={findings.filter((one) => isAbout(one, index, chosen))} />
          {texts.length === 1 ? null : index === chosen ? (
            <ToneBadge tone="ok">{t("chosen")}</ToneBadge>
          ) : (
            <ToneBadge tone="neutral">
              {t(candidates.includes(index) ? "void" : "dropped", { count: candidates.length - 1 })}
            </ToneBadge>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A finding's span is into the text that counts, or into the one whose number it carries. */
function isAbout({ data }: Finding, index: number, chosen: number | null): boolean {
  return data.record === undefined ? index === chosen : data.record === index + 1;
}
