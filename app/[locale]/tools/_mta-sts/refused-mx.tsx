import { useTranslations } from "next-intl";
import type { MxList } from "#lib/core/mtasts/mx-list.ts";
import { Notice } from "../../../_ui/notice.tsx";
import classes from "./refused-mx.module.css";

/** What of a pasted list cannot be an MX host, and why. */
export function RefusedMx({ list: { refused } }: { list: MxList }) {
  const t = useTranslations("tools.mtaSts.refused");
  if (refused.length === 0) return null;
  return (
    <Notice tone="warning" title={t("title", { count: refused.length })}>
      <ul className={classes.list}>
        {refused.map(({ text, line, reason }) => (
          <li key={`${line} ${text}`}>
            {t("line", { line })} <code className={classes.name}>{text}</code>: {t(reason)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
