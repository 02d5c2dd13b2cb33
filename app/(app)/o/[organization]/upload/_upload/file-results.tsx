"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { reportPath } from "../../_parts/paths.ts";
import classes from "./upload-box.module.css";
import type { ResultLine } from "./upload-line.ts";
import { groupOf, type UploadedFile } from "./upload-state.ts";

type Props = { file: UploadedFile; organization: string; quarantine: string };

/** What became of each thing in a file; open from the start when something did not go well. */
export function FileResults({ file: { results, more, counts }, organization, quarantine }: Props) {
  const t = useTranslations("upload.box");
  if (results.length === 0) return null;
  return (
    <details className={classes.results} open={counts.aside + counts.refused > 0}>
      <summary>{t("details", { count: results.length + more })}</summary>
      <ul>
        {results.map((result, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows.
          <li key={index} data-group={groupOf(result.outcome)}>
            <Result result={result} organization={organization} quarantine={quarantine} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p className={classes.quiet}>{t("more", { count: more })}</p> : null}
    </details>
  );
}

function Result({ result, organization, quarantine }: { result: ResultLine } & Omit<Props, "file">) {
  const t = useTranslations("upload.box");
  const { outcome, path, domain, id, reason, remedy, cap } = result;
  return (
    <>
      <span className={classes.outcome}>{t(`outcome.${outcome}`)}</span>
      {domain === null ? null : <> {t("forDomain", { domain })}</>}
      {path === "" ? null : <div className={classes.path}>{path}</div>}
      {reason === null ? null : <div>{reason}</div>}
      {cap === null ? null : <div>{t("cap", { cap })}</div>}
      {remedy === null ? null : <div className={classes.quiet}>{remedy}</div>}
      {id !== null && domain !== null ? (
        <div>
          <Link href={reportPath({ organization, domain }, id)}>{t("show")}</Link>
        </div>
      ) : null}
      {outcome === "aside" ? (
        <div>
          <Link href={quarantine}>{t("toQuarantine")}</Link>
        </div>
      ) : null}
    </>
  );
}
