import { useTranslations } from "next-intl";
import { Fragment } from "react";
import type { Finding } from "#lib/core/finding.ts";
import { numberedLines, type Segment } from "./numbered-lines.ts";
import classes from "./numbered-text.module.css";

type Props = {
  /** Names the text for screen readers. */
  label: string;
  text: string;
  /** Their spans are into the text, and are marked there. */
  findings: readonly Finding[];
};

/** A file as it is, line by line with numbers, what findings are about marked in it. */
export function NumberedText({ label, text, findings }: Props) {
  const t = useTranslations("tools.mtaSts.text");
  const { lines, leftOut } = numberedLines(text, findings);
  return (
    <>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role from lists without markers. */}
      <ol role="list" className={classes.lines} aria-label={label}>
        {lines.map(({ number, segments, cutOff }) => (
          <li key={number} className={classes.line}>
            <span className={classes.number} aria-hidden="true">
              {number}
            </span>
            <code className={classes.code}>
              <Pieces segments={segments} />
              <CutOff count={cutOff} />
            </code>
          </li>
        ))}
      </ol>
      {leftOut === 0 ? null : <p className={classes.more}>{t("more", { count: leftOut })}</p>}
    </>
  );
}

/** A short text, e.g. a TXT record, what findings are about marked in it. */
export function MarkedText({ text, findings }: Omit<Props, "label">) {
  const { lines } = numberedLines(text, findings);
  return (
    <code className={classes.code}>
      {lines.map(({ number, segments, cutOff }) => (
        <Fragment key={number}>
          {number === 1 ? null : "\n"}
          <Pieces segments={segments} />
          <CutOff count={cutOff} />
        </Fragment>
      ))}
    </code>
  );
}

function CutOff({ count }: { count: number }) {
  const t = useTranslations("tools.mtaSts.text");
  return count === 0 ? null : <span className={classes.more}> {t("cutOff", { count })}</span>;
}

function Pieces({ segments }: { segments: readonly Segment[] }) {
  return segments.map((segment, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity, and hold no state.
    <Piece key={index} segment={segment} />
  ));
}

function Piece({ segment: { text, severity } }: { segment: Segment }) {
  if (severity === null) return text;
  return (
    <mark className={classes.mark} data-severity={severity} data-empty={text === ""}>
      {text}
    </mark>
  );
}
