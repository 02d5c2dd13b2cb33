import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { findingWording } from "../../../_ui/finding-wording.ts";
import { SeverityBadge } from "../../../_ui/severity-badge.tsx";
import classes from "./placed-findings.module.css";
import { textPlace } from "./text-place.ts";

export type Span = { start: number; end: number };

type Props = {
  /** The text that the findings' spans are into. */
  text: string;
  findings: readonly Finding[];
  /** Selects a span in the box that the text stands in. */
  onShow?: (span: Span) => void;
  headingLevel?: 3 | 4;
};

/**
 * Findings about a text that somebody pasted, in the order given: each shows the very characters that it is about. For
 * client components; the messages that it needs are `findingMessages(…)`.
 */
export function PlacedFindings({ text, findings, onShow, headingLevel = 3 }: Props) {
  return (
    <ol className={classes.list}>
      {findings.map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same code may occur twice, and items hold no state.
        <li key={`${finding.code}-${index}`} className={classes.item} data-severity={finding.severity}>
          <PlacedFinding text={text} finding={finding} onShow={onShow} headingLevel={headingLevel} />
        </li>
      ))}
    </ol>
  );
}

type ItemProps = { text: string; finding: Finding; onShow: Props["onShow"]; headingLevel: 3 | 4 };

function PlacedFinding({ text, finding, onShow, headingLevel }: ItemProps) {
  const t = useTranslations();
  const { title, meaning, remedy } = findingWording(t, finding);
  const Heading = `h${headingLevel}` as const;
  return (
    <>
      <div className={classes.head}>
        <Heading className={classes.title}>{title}</Heading>
        <SeverityBadge severity={finding.severity} />
      </div>
      {finding.span === null ? null : <Excerpt text={text} span={finding.span} onShow={onShow} />}
      <p className={classes.meaning}>{meaning}</p>
      {remedy === null ? null : (
        <p className={classes.remedy}>
          <strong>{t("ui.finding.remedy")}</strong> {remedy}
        </p>
      )}
      {finding.clause === null ? null : (
        <p className={classes.clause}>
          {t("ui.finding.clause")} <ClauseLink clause={finding.clause} />
        </p>
      )}
    </>
  );
}

function Excerpt({ text, span, onShow }: { text: string; span: Span; onShow: Props["onShow"] }) {
  const t = useTranslations("tools.place");
  const { line, column, before, marked, after } = textPlace(text, span);
  return (
    <div className={classes.place}>
      <code className={classes.code}>
        {before}
        <mark className={classes.mark} data-empty={marked === ""}>
          {marked}
        </mark>
        {after}
      </code>
      <div className={classes.where}>
        <span>{t("where", { line, column })}</span>
        {onShow === undefined ? null : (
          <button type="button" className={classes.show} onClick={() => onShow(span)}>
            {t("show")}
          </button>
        )}
      </div>
    </div>
  );
}
