import { useTranslations } from "next-intl";
import type { DomainEvidence } from "#lib/core/evidence.ts";
import type { Posture } from "#lib/core/posture/posture.ts";
import { ClientMessages } from "../../../../../../_ui/client-messages.tsx";
import type { MxHostLook } from "../../../../../../_ui/outside/mx-rows.ts";
import { RawEvidence } from "../../../../../../_ui/outside/raw-evidence.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import { type DomainParams, storedCheckPath } from "../../../_parts/paths.ts";
import { CheckParts } from "./check-parts.tsx";
import classes from "./check-report.module.css";
import { DnsPanel } from "./dns-panel.tsx";
import { MxPanel } from "./mx-panel.tsx";
import { PolicyPanel } from "./policy-panel.tsx";

type Props = {
  path: DomainParams;
  check: { id: string; evidence: DomainEvidence; posture: Posture };
  /** The MX set with the looks to show. */
  mxHosts: readonly MxHostLook[];
  mxSource: "direct" | "socks" | "off";
  /** The moment at which certificates are held against the clock. */
  now: Date;
};

/** Everything that a check saw and how it was judged. */
export function CheckReport({ path, check, mxHosts, mxSource, now }: Props) {
  const t = useTranslations("checkPage.raw");
  const { evidence, posture } = check;
  return (
    <div className={classes.report}>
      <CheckParts domain={evidence.domain} posture={posture} />
      <MxPanel hosts={mxHosts} source={mxSource} evidence={evidence} findings={posture.findings} now={now} />
      <PolicyPanel evidence={evidence} now={now} />
      <DnsPanel evidence={evidence} />
      <Panel title={t("title")} description={t("text")}>
        <ClientMessages namespaces={["outside.raw"]}>
          <RawEvidence
            label={t("show")}
            href={`${storedCheckPath(path, check.id)}/raw`}
            fileName={`${evidence.domain}-check.json`}
          />
        </ClientMessages>
      </Panel>
    </div>
  );
}
