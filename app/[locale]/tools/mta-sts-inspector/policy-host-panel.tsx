import { useTranslations } from "next-intl";
import type { InspectedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { Fact, Facts } from "../../../_ui/outside/facts.tsx";
import { PolicyFetchCard } from "../../../_ui/outside/policy-fetch-card.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import classes from "./inspection.module.css";
import { NameChain } from "./name-chain.tsx";

/** Where the policy came from: names, and each address with the time every step took and the certificate it shows. */
export function PolicyHostPanel({ result: { look, policyHost, checkedAt } }: { result: InspectedMtaSts }) {
  const t = useTranslations("tools.mtaStsInspector.host");
  const { policyFetch, policyAddresses, policyAddressesLeftOut: leftOut } = look;
  const { host, address } = policyFetch;
  // The finding about the policy says it all.
  if (policyAddresses.length === 0) return null;
  const aliases = policyHost.kind === "found" ? policyHost.cnames : [];
  const isSeveral = policyAddresses.length > 1;
  return (
    <Panel title={t("title")} description={t("text", { host })}>
      {aliases.length === 0 ? null : (
        <Facts>
          <Fact label={t("aliases")} wide>
            <NameChain names={aliases} />
          </Fact>
        </Facts>
      )}
      {isSeveral && address !== null ? <p className={classes.quiet}>{t("several", { address })}</p> : null}
      <div className={classes.part}>
        <h3 className={classes.heading}>{t("addresses", { count: policyAddresses.length })}</h3>
        {policyAddresses.map((fetch) => (
          <PolicyFetchCard
            key={fetch.address}
            fetch={fetch}
            now={checkedAt}
            open={!isSeveral}
            withoutText={!isSeveral}
            openFaults
          />
        ))}
      </div>
      {leftOut > 0 ? <p className={classes.quiet}>{t("leftOut", { count: leftOut })}</p> : null}
    </Panel>
  );
}
