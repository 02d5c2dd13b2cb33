"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { FileRow } from "./file-row.tsx";
import classes from "./upload-box.module.css";
import { isOpen, isRetryable, type UploadedFile } from "./upload-state.ts";
import { UploadSummary } from "./upload-summary.tsx";
import { useSizeText } from "./use-size-text.ts";
import { useUploads } from "./use-uploads.ts";

type Props = {
  /** Where files are sent to. */
  url: string;
  /** Octets of a file that is no mailbox. */
  cap: number;
  organization: string;
  /** The page of what was kept aside. */
  quarantine: string;
};

const shownFiles = 200;

/** Takes many files, by choice or dropped, and says of each what became of it. */
export function UploadBox({ url, cap, organization, quarantine }: Props) {
  const t = useTranslations("upload.box");
  const uploads = useUploads({ url, cap });
  const { files } = uploads;
  const shown = inOrder(files).slice(0, shownFiles);
  return (
    <>
      <DropArea cap={cap} onFiles={uploads.add} />
      <UploadSummary uploads={uploads} quarantine={quarantine} />
      {files.length === 0 ? null : (
        <ul className={classes.list} aria-label={t("list")}>
          {shown.map((file) => (
            <li key={file.key} className={classes.item}>
              <FileRow
                file={file}
                cap={cap}
                organization={organization}
                quarantine={quarantine}
                onRetry={isRetryable(file.step) ? () => uploads.retry(file.key) : null}
                onCancel={isOpen(file.step) ? () => uploads.cancel(file.key) : null}
              />
            </li>
          ))}
        </ul>
      )}
      {files.length > shown.length ? (
        <p className={classes.more}>{t("moreFiles", { count: files.length - shown.length })}</p>
      ) : null}
    </>
  );
}

/** Of more files than are listed those come first that want to be looked at. */
function inOrder(files: readonly UploadedFile[]): readonly UploadedFile[] {
  if (files.length <= shownFiles) return files;
  const rank = ({ step, counts }: UploadedFile) => {
    if (step === "failed" || step === "too-large") return 0;
    if (counts.aside + counts.refused > 0) return 1;
    return step === "waiting" ? 3 : 2;
  };
  return [...files].sort((a, b) => rank(a) - rank(b));
}

/** A button that opens the files of the computer, in an area that takes them dropped. */
function DropArea({ cap, onFiles }: { cap: number; onFiles: (files: readonly File[]) => void }) {
  const t = useTranslations("upload.box");
  const sizeText = useSizeText();
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button does the same for all.
    <div
      className={classes.area}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={classes.drop} aria-hidden="true">
        {t("drop")} <span className={classes.or}>{t("or")}</span>
      </p>
      <Button onClick={() => input.current?.click()} aria-describedby={hintId}>
        {t("choose")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("label")}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = ""; // The same file may be chosen once more.
        }}
      />
      <p id={hintId} className={classes.hint}>
        {t("formats", { cap: sizeText(cap) })}
      </p>
    </div>
  );
}
