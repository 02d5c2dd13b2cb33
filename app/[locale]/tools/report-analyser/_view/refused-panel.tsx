import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Finding } from "#lib/core/finding.ts";
import { ClauseLink } from "../../../../_ui/clause-link.tsx";
import { findingWording } from "../../../../_ui/finding-wording.ts";
import { Panel } from "../../../../_ui/panel.tsx";
import type { RefusedFile } from "../_analysis/judged-file.ts";
import { FilePath } from "./file-path.tsx";
import { MoreButton } from "./more-button.tsx";
import classes from "./refused-panel.module.css";

const step = 20;

/** Every file that could not be read, with the reason and the place. */
export function RefusedPanel({ files }: { files: readonly RefusedFile[] }) {
  const t = useTranslations("tools.reportAnalyser.refused");
  const [shown, setShown] = useState(step);
  if (files.length === 0) return null;
  return (
    <Panel title={t("title", { count: files.length })} description={t("text")}>
      <ul className={classes.list}>
        {files.slice(0, shown).map((file) => (
          <li key={file.id} className={classes.item}>
            <FilePath path={file.path} />
            {file.fault === null ? <Findings findings={file.findings} /> : <Fault file={file} />}
          </li>
        ))}
      </ul>
      <MoreButton hidden={files.length - shown} onMore={() => setShown(shown + step * 5)} />
    </Panel>
  );
}

function Fault({ file }: { file: Extract<RefusedFile, { findings: null }> }) {
  const t = useTranslations("tools.reportAnalyser.fault");
  const { fault, limit } = file;
  const values = { limit: limit ?? 0, megabytes: Math.floor((limit ?? 0) / 1_048_576) };
  return (
    <div className={classes.reason}>
      <p className={classes.what}>{t(`${fault}.title`, values)}</p>
      <p>{t(`${fault}.remedy`, values)}</p>
    </div>
  );
}

/** The catalogs' meanings speak of reports that are kept, and here nothing is kept: title, place and rule are enough. */
function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations();
  const errors = findings.filter(({ severity }) => severity === "error");
  return (
    <ul className={classes.findings}>
      {errors.map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same code may occur twice, and the list never moves.
        <li key={`${finding.code}-${index}`}>
          <p className={classes.what}>
            <bdi>{findingWording(t, finding).title}</bdi>
          </p>
          <p className={classes.source}>
            {finding.subject === null ? null : (
              <span>
                {t("tools.reportAnalyser.refused.path")}{" "}
                <code className={classes.code}>{finding.subject}</code>
              </span>
            )}
            {finding.clause === null ? null : <ClauseLink clause={finding.clause} />}
          </p>
        </li>
      ))}
    </ul>
  );
}
