import { useTranslations } from "next-intl";
import type { DomainEvidence } from "#lib/core/evidence.ts";
import type { Finding } from "#lib/core/finding.ts";
import { Notice } from "../../../../../../_ui/notice.tsx";
import { MxHostCard } from "../../../../../../_ui/outside/mx-host-card.tsx";
import { MxHostTable } from "../../../../../../_ui/outside/mx-host-table.tsx";
import type { MxHostLook } from "../../../../../../_ui/outside/mx-rows.ts";
import { Panel } from "../../../../../../_ui/panel.tsx";
import classes from "./check-report.module.css";

type Props = {
  hosts: readonly MxHostLook[];
  source: "direct" | "socks" | "off";
  evidence: DomainEvidence;
  findings: readonly Finding[];
  now: Date;
};

/** Each MX host at each of its addresses, first in a row, then laid out. */
export function MxPanel({ hosts, source, evidence, findings, now }: Props) {
  const t = useTranslations("checkPage.mx");
  const { mx, domain } = evidence;
  const signedDomain = mx.kind === "found" && mx.authenticated ? domain : undefined;
  if (hosts.length === 0) {
    return (
      <Panel title={t("title")}>
        <p className={classes.quiet}>{t(mx.kind === "unreachable" ? "unknown" : "none")}</p>
      </Panel>
    );
  }
  const seen = hosts.flatMap(({ evidence: look }) => look ?? []);
  return (
    <Panel title={t("title")} description={t("text")}>
      {source === "off" ? (
        <Notice tone="unknown" title={t("offTitle")}>
          {t("offText")}
        </Notice>
      ) : null}
      <MxHostTable
        hosts={hosts}
        findings={findings}
        signedDomain={signedDomain}
        now={now}
        missing={evidence.mxProbes === undefined ? "unseen" : "left-out"}
      />
      <div className={classes.cards}>
        {seen.map((look) => (
          <MxHostCard
            key={look.host}
            evidence={look}
            findings={findings}
            signedDomain={signedDomain}
            now={now}
          />
        ))}
      </div>
    </Panel>
  );
}
