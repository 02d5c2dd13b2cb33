import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { Visit } from "../use-visit.ts";
import classes from "./visit-status.module.css";

type Props = { visit: Visit; onClear: () => void };

/** What became of the files, in one sentence that screen readers hear when it changes. */
export function VisitStatus({ visit, onClear }: Props) {
  const t = useTranslations("tools.reportAnalyser.status");
  const { files, waiting, isSample } = visit;
  return (
    <div className={classes.status} data-empty={files.length === 0 && waiting === 0}>
      <p role="status" className={classes.text}>
        {useStatusText(visit)}
      </p>
      {files.length === 0 ? null : (
        <Button variant="subtle" size="xs" onClick={onClear}>
          {t(isSample ? "clearSample" : "clear")}
        </Button>
      )}
    </div>
  );
}

function useStatusText({ files, waiting, isSample }: Visit): string {
  const t = useTranslations("tools.reportAnalyser.status");
  if (waiting > 0) return t("waiting", { count: waiting });
  if (files.length === 0) return "";
  const read = files.filter(({ kind }) => kind === "read");
  const left = files.length - read.length;
  if (isSample) return t("sample", { count: read.length });
  if (read.length === 0) return t("none", { count: left });
  return left === 0 ? t("all", { count: read.length }) : t("some", { count: read.length, left });
}
