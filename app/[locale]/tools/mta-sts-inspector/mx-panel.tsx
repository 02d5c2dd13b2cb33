import { useTranslations } from "next-intl";
import type { InspectedMtaSts, StartedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { MxHostTable } from "../../../_ui/outside/mx-host-table.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { CoverageTable } from "../_mta-sts/coverage-table.tsx";
import { MxLooks } from "../_mx/mx-looks.tsx";
import { MxProgress } from "../_mx/mx-progress.tsx";
import classes from "./inspection.module.css";

type Props = { result: StartedMtaSts; whole: boolean };

/** The MX set, how the policy covers each host, and what each host shows on port 25. */
export function MxPanel({ result, whole }: Props) {
  const t = useTranslations("tools.mtaStsInspector.mx");
  const { unicode: domain, inspection, checkedAt, mx } = result;
  const { hosts, coverage } = inspection.mx;
  const hasPolicy = inspection.policy.value !== null;
  return (
    <Panel title={t("title")} description={t("text", { domain })}>
      {coverage.length === 0 ? (
        <p className={classes.quiet}>{t("none")}</p>
      ) : (
        <CoverageTable rows={coverage} />
      )}
      {coverage.length > 0 && !hasPolicy ? <p className={classes.quiet}>{t("noPolicy")}</p> : null}
      {hosts.kind === "found" && hosts.leftOut > 0 ? (
        <p className={classes.quiet}>{t("leftOut", { count: hosts.hosts.length })}</p>
      ) : null}
      {coverage.length === 0 ? null : <h3 className={classes.heading}>{t("looks")}</h3>}
      {whole ? (
        <WholeMx result={result} />
      ) : (
        <MxProgress hosts={mx.hosts} now={checkedAt} View={MxHostTable}>
          <WholeMx result={result} />
        </MxProgress>
      )}
    </Panel>
  );
}

async function WholeMx({ result }: { result: StartedMtaSts }) {
  return <SeenMx result={await result.whole} />;
}

function SeenMx({ result: { domain, look, inspection, checkedAt } }: { result: InspectedMtaSts }) {
  const { findings } = inspection.mx;
  return (
    <>
      {look.mxProbes === undefined ? null : (
        <MxLooks
          domain={domain}
          mx={look.mx}
          probes={look.mxProbes}
          findings={findings}
          now={checkedAt}
          detailed
        />
      )}
      {findings.length === 0 ? null : <FindingList findings={findings} />}
    </>
  );
}
