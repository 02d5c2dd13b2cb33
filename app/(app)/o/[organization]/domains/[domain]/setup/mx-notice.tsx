import { useTranslations } from "next-intl";
import type { LiveMx } from "#lib/services/domains/show-setup.ts";
import { Notice } from "../../../../../../_ui/notice.tsx";
import classes from "./mx-notice.module.css";

/** Which mail hosts DNS names now: the policy lists them, and without them there is no policy to propose. */
export function MxNotice({ mx }: { mx: LiveMx }) {
  const t = useTranslations("domains.setup.mx");
  switch (mx.kind) {
    case "found":
      return (
        <Notice tone="info" title={t("found", { count: mx.hosts.length })}>
          <ul className={classes.hosts}>
            {mx.hosts.map((host) => (
              <li key={host}>{host}</li>
            ))}
          </ul>
          {t("foundText")}
        </Notice>
      );
    case "implicit":
      return (
        <Notice tone="warning" title={t("implicit")}>
          {t("implicitText")}
        </Notice>
      );
    case "null":
      return (
        <Notice tone="info" title={t("null")}>
          {t("nullText")}
        </Notice>
      );
    case "no-domain":
      return (
        <Notice tone="error" title={t("noDomain")}>
          {t("noDomainText")}
        </Notice>
      );
    case "unknown":
      return (
        <Notice tone="unknown" title={t("unknown")}>
          {t("unknownText", { detail: mx.detail })}
        </Notice>
      );
    default:
      return mx satisfies never;
  }
}
