import { Button, FileButton } from "@mantine/core";
import { IconFileUpload, IconLock } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Notice } from "../../../../_ui/notice.tsx";
import classes from "./drop-panel.module.css";

type Props = {
  ref: Ref<HTMLElement>;
  isOver: boolean;
  onFiles: (files: File[]) => void;
  onSample: () => void;
};

/** Where files come in, and what becomes of them. */
export function DropPanel({ ref, isOver, onFiles, onSample }: Props) {
  const t = useTranslations("tools.reportAnalyser.drop");
  return (
    <section
      ref={ref}
      tabIndex={-1}
      className={classes.panel}
      data-over={isOver}
      aria-labelledby="drop-title"
    >
      <IconFileUpload size={36} stroke={1.5} aria-hidden="true" className={classes.icon} />
      <h2 id="drop-title" className={classes.title}>
        {isOver ? t("release") : t("title")}
      </h2>
      <p className={classes.text}>{t("text")}</p>
      <div className={classes.actions}>
        <FileButton multiple onChange={onFiles}>
          {(props) => <Button {...props}>{t("choose")}</Button>}
        </FileButton>
        <Button variant="default" onClick={onSample}>
          {t("sample")}
        </Button>
      </div>
      <p className={classes.promise}>
        <IconLock size={16} aria-hidden="true" />
        <span>{t("promise")}</span>
      </p>
      <noscript>
        <Notice tone="warning">{t("noScript")}</Notice>
      </noscript>
    </section>
  );
}
