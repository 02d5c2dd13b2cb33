"use client";

import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { Tone } from "../../../../../_ui/tone.ts";
import { ToneBadge } from "../../../../../_ui/tone-badge.tsx";
import { FileResults } from "./file-results.tsx";
import classes from "./upload-box.module.css";
import type { Group, UploadedFile } from "./upload-state.ts";
import { useSizeText } from "./use-size-text.ts";

type Props = {
  file: UploadedFile;
  cap: number;
  organization: string;
  quarantine: string;
  /** `null`: there is nothing to try again, or to cancel. */
  onRetry: (() => void) | null;
  onCancel: (() => void) | null;
};

/** One file: how far it is, what became of what was in it, and what can be done about it. */
export function FileRow({ file, cap, organization, quarantine, onRetry, onCancel }: Props) {
  const t = useTranslations("upload.box");
  const sizeText = useSizeText();
  const { name, size, step, sent } = file;
  return (
    <>
      <div className={classes.head}>
        <span className={classes.name}>{name}</span>
        <span className={classes.size}>{sizeText(size)}</span>
        <StepBadge file={file} />
        <span className={classes.actions}>
          {onCancel === null ? null : (
            <Button
              variant="default"
              size="compact-xs"
              aria-label={t("cancelNamed", { name })}
              onClick={onCancel}
            >
              {t("cancel")}
            </Button>
          )}
          {onRetry === null ? null : (
            <Button
              variant="default"
              size="compact-xs"
              aria-label={t("retryNamed", { name })}
              onClick={onRetry}
            >
              {t("retry")}
            </Button>
          )}
        </span>
      </div>
      {step === "sending" ? (
        <progress className={classes.progress} value={sent} max={1} aria-label={t("progress", { name })} />
      ) : null}
      <CountsLine file={file} />
      {step === "too-large" ? (
        <p className={classes.problem}>{t("tooLarge", { cap: sizeText(cap) })}</p>
      ) : null}
      {step === "cancelled" ? <p className={classes.quiet}>{t("cancelledText")}</p> : null}
      {file.failure === null ? null : <p className={classes.problem}>{t(`failure.${file.failure}`)}</p>}
      <FileResults file={file} organization={organization} quarantine={quarantine} />
    </>
  );
}

function StepBadge({ file }: { file: UploadedFile }) {
  const t = useTranslations("upload.box.step");
  const format = useFormatter();
  const percent = format.number(file.sent, { style: "percent", maximumFractionDigits: 0 });
  return <ToneBadge tone={toneOf(file)}>{t(file.step, { percent })}</ToneBadge>;
}

function toneOf({ step, counts }: UploadedFile): Tone {
  switch (step) {
    case "failed":
    case "too-large":
      return "error";
    case "done":
      if (counts.refused > 0) return "error";
      return counts.aside > 0 || counts.stored + counts.known === 0 ? "warning" : "ok";
    case "waiting":
    case "sending":
    case "reading":
    case "cancelled":
      return "neutral";
    default:
      return step satisfies never;
  }
}

const groups: readonly Group[] = ["stored", "known", "aside", "refused", "skipped"];

function CountsLine({ file: { counts, step } }: { file: UploadedFile }) {
  const t = useTranslations("upload.box");
  const format = useFormatter();
  const told = groups
    .filter((group) => counts[group] > 0)
    .map((group) => t(`counts.${group}`, { count: counts[group] }));
  if (told.length > 0) return <p className={classes.quiet}>{format.list(told, { type: "unit" })}</p>;
  return step === "done" ? <p className={classes.quiet}>{t("nothing")}</p> : null;
}
