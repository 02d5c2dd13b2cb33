import { useFormatter, useTranslations } from "next-intl";
import type { PolicyFetch } from "#lib/core/evidence.ts";
import type { InspectedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { Panel } from "../../../_ui/panel.tsx";
import { CertificateChain } from "./certificate-chain.tsx";
import { Fact, Facts, NameChain } from "./facts.tsx";
import classes from "./inspection.module.css";

type Props = { result: InspectedMtaSts };

/** Where the policy came from: names and addresses, the time each step took, and the certificates shown. */
export function PolicyHostPanel({ result: { look, policyHost, checkedAt } }: Props) {
  const t = useTranslations("tools.mtaStsInspector.host");
  const { host, address, tls, timings } = look.policyFetch;
  // The finding about the policy says it all.
  if (policyHost.kind !== "found" && address === null) return null;
  const addresses = policyHost.kind === "found" ? policyHost.records : [];
  const aliases = policyHost.kind === "found" ? policyHost.cnames : [];
  return (
    <Panel title={t("title")} description={t("text", { host })}>
      <Facts>
        {aliases.length === 0 ? null : (
          <Fact label={t("aliases")}>
            <NameChain names={aliases} />
          </Fact>
        )}
        {addresses.length === 0 ? null : (
          <Fact label={t("addresses")}>
            <Addresses addresses={addresses} />
          </Fact>
        )}
        {address === null ? null : (
          <Fact label={t("address")}>
            <code>{address}</code>
          </Fact>
        )}
        {tls === null ? null : (
          <Fact label={t("protocol")}>
            {tls.protocol} <code>{tls.cipher}</code>
          </Fact>
        )}
        <Timings timings={timings} />
      </Facts>
      {tls === null || tls.chain.length === 0 ? (
        <p className={classes.quiet}>{t("notReached")}</p>
      ) : (
        <CertificateChain chain={tls.chain} host={host} now={checkedAt} />
      )}
    </Panel>
  );
}

/** As many as we would dial. */
const maxAddresses = 8;

function Addresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <ul className={classes.plain}>
      {addresses.slice(0, maxAddresses).map((address) => (
        <li key={address}>
          <code>{address}</code>
        </li>
      ))}
      {addresses.length > maxAddresses ? <li>…</li> : null}
    </ul>
  );
}

function Timings({ timings }: { timings: PolicyFetch["timings"] }) {
  const t = useTranslations("tools.mtaStsInspector.host");
  const format = useFormatter();
  const steps = [
    ["dns", timings.dnsMs],
    ["connect", timings.connectMs],
    ["tls", timings.tlsMs],
    ["http", timings.httpMs],
  ] as const;
  const shown = steps.flatMap(([step, value]) =>
    value === null
      ? []
      : [`${t(`timing.${step}`)} ${format.number(value, { style: "unit", unit: "millisecond" })}`],
  );
  return <Fact label={t("timings")}>{shown.join(" · ")}</Fact>;
}
