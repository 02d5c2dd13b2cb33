"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./upload-box.module.css";
import { isOpen, isRetryable, totalOf } from "./upload-state.ts";
import type { Uploads } from "./use-uploads.ts";

/** How far all files together are, and what can be done with them at once. */
export function UploadSummary({ uploads, quarantine }: { uploads: Uploads; quarantine: string }) {
  const t = useTranslations("upload.box");
  const { files } = uploads;
  const open = files.filter(({ step }) => isOpen(step)).length;
  const unfinished = files.filter(({ step }) => isRetryable(step) || step === "too-large").length;
  const { stored, known, aside, refused } = totalOf(files);
  const done = files.length - open;
  return (
    <div className={classes.summary} data-shown={files.length > 0}>
      <p role="status" className={classes.told}>
        {files.length === 0
          ? null
          : open > 0
            ? t("busy", { done, files: files.length })
            : t("finished", { files: done - unfinished, stored, known, aside, refused })}{" "}
        {open === 0 && unfinished > 0 ? t("unfinished", { count: unfinished }) : null}
      </p>
      {aside > 0 ? <Link href={quarantine}>{t("toQuarantine")}</Link> : null}
      {files.length === 0 ? null : (
        <div className={classes.buttons}>
          {open > 1 ? (
            <Button variant="default" size="xs" onClick={uploads.cancelAll}>
              {t("cancelAll")}
            </Button>
          ) : null}
          {files.filter(({ step }) => isRetryable(step)).length > 1 ? (
            <Button variant="default" size="xs" onClick={uploads.retryAll}>
              {t("retryAll")}
            </Button>
          ) : null}
          {done > 0 ? (
            <Button variant="default" size="xs" onClick={uploads.clear}>
              {t("clear")}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
