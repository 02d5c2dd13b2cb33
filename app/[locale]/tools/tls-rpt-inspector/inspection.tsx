import { useLocale, useTranslations } from "next-intl";
import type { InspectedTlsRpt, StartedTlsRpt } from "#lib/services/tools/inspect-tls-rpt.ts";
import { ButtonLink } from "../../../_ui/button-link.tsx";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { localePath } from "../../_parts/locale-path.ts";
import { ResultLinks } from "../_parts/result-links.tsx";
import { WholeNotice } from "../_parts/whole-notice.tsx";
import { ZonePanel } from "../_parts/zone-panel.tsx";
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

type Props = {
  result: StartedTlsRpt;
  /** Send the page only when all of it is there. */
  whole: boolean;
};

/** The result of a look-up: the verdict, then what it rests on. */
export function Inspection({ result, whole }: Props) {
  const t = useTranslations("tools.tlsRptInspector");
  const generator = localePath(useLocale(), toolPath("tls-rpt-generator"));
  const { outcome, unicode: domain, name, findings, destinations, zone } = result;
  const query = { domain, ...(zone === null ? {} : { zone: "1" }) };
  return (
    <>
      {whole || zone === null ? null : <WholeNotice query={new URLSearchParams(query)} />}
      <Notice tone={tones[outcome]} title={t(`outcome.${outcome}.title`, { domain })}>
        {t(`outcome.${outcome}.text`)}
      </Notice>
      <Answer result={result} />
      <ZonePanel slug="tls-rpt-inspector" domain={domain} name={name} zone={zone} whole={whole} />
      {destinations.length === 0 ? null : <Destinations destinations={destinations} />}
      <section className={classes.part} aria-labelledby="findings">
        <h2 id="findings" className={classes.heading}>
          {t("findings")}
        </h2>
        <FindingList findings={findings} empty={<p className={classes.quiet}>{t("none")}</p>} />
      </section>
      <ResultLinks slug="tls-rpt-inspector" query={query}>
        {outcome === "absent" || outcome === "ignored" ? (
          <ButtonLink href={`${generator}?${new URLSearchParams({ domain })}`}>
            {t("generate", { domain })}
          </ButtonLink>
        ) : null}
      </ResultLinks>
    </>
  );
}
