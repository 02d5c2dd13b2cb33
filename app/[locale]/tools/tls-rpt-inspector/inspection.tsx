import { useLocale, useTranslations } from "next-intl";
import type { InspectedTlsRpt } from "#lib/services/tools/inspect-tls-rpt.ts";
import { ButtonLink } from "../../../_ui/button-link.tsx";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { localePath } from "../../_parts/locale-path.ts";
import { ResultLinks } from "../_parts/result-links.tsx";
import { toolPath } from "../_registry/tools.ts";
import { Answer } from "./answer.tsx";
import { Destinations } from "./destinations.tsx";
import classes from "./inspection.module.css";

const tones: Record<InspectedTlsRpt["outcome"], Tone> = {
  works: "ok",
  partly: "warning",
  undeliverable: "error",
  ignored: "error",
  absent: "warning",
  unknown: "unknown",
};

/** The result of a look-up: the verdict, then what it rests on. */
export function Inspection({ result }: { result: InspectedTlsRpt }) {
  const t = useTranslations("tools.tlsRptInspector");
  const generator = localePath(useLocale(), toolPath("tls-rpt-generator"));
  const { outcome, unicode: domain, findings, destinations } = result;
  return (
    <>
      <Notice tone={tones[outcome]} title={t(`outcome.${outcome}.title`, { domain })}>
        {t(`outcome.${outcome}.text`)}
      </Notice>
      <Answer result={result} />
      {destinations.length === 0 ? null : <Destinations destinations={destinations} />}
      <section className={classes.part} aria-labelledby="findings">
        <h2 id="findings" className={classes.heading}>
          {t("findings")}
        </h2>
        <FindingList findings={findings} empty={<p className={classes.quiet}>{t("none")}</p>} />
      </section>
      <ResultLinks slug="tls-rpt-inspector" query={{ domain }}>
        {outcome === "absent" || outcome === "ignored" ? (
          <ButtonLink href={`${generator}?${new URLSearchParams({ domain })}`}>
            {t("generate", { domain })}
          </ButtonLink>
        ) : null}
      </ResultLinks>
    </>
  );
}
