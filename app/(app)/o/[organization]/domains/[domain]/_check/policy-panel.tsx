import { useTranslations } from "next-intl";
import type { DomainEvidence, PolicyFetch } from "#lib/core/evidence.ts";
import { PolicyFetchCard } from "../../../../../../_ui/outside/policy-fetch-card.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import classes from "./check-report.module.css";

/** The policy as a sender gets it, and how each address of its host serves it. */
export function PolicyPanel({ evidence, now }: { evidence: DomainEvidence; now: Date }) {
  const t = useTranslations("checkPage.policy");
  const { policyFetch, policyAddresses = [], policyAddressesLeftOut = 0 } = evidence;
  if (policyFetch === null) return null;
  const fetches = policyAddresses.length > 0 ? policyAddresses : [policyFetch];
  return (
    <Panel title={t("title")} description={t("text", { host: policyFetch.host })}>
      {policyFetch.kind === "fetched" ? <pre className={classes.text}>{policyFetch.text}</pre> : null}
      <div className={classes.cards}>
        {fetches.map((fetch, index) => (
          <PolicyFetchCard
            key={fetch.address ?? `${fetch.host}-${index}`}
            fetch={fetch}
            now={now}
            // Said once above, unless this address says something else.
            withoutText={textOf(fetch) === textOf(policyFetch)}
          />
        ))}
      </div>
      {policyAddressesLeftOut > 0 ? (
        <p className={classes.quiet}>{t("leftOut", { count: policyAddressesLeftOut })}</p>
      ) : null}
    </Panel>
  );
}

function textOf(fetch: PolicyFetch): string | null {
  return fetch.kind === "fetched" ? fetch.text : null;
}
