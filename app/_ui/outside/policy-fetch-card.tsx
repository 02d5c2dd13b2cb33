import { useTranslations } from "next-intl";
import type { PolicyFetch, PolicyFetchFault } from "#lib/core/evidence.ts";
import { type CertificateFault, certificateFaults } from "#lib/core/tls/certificate-faults.ts";
import { NoData } from "../no-data.tsx";
import type { Tone } from "../tone.ts";
import { ToneBadge } from "../tone-badge.tsx";
import { CertificateCard } from "./certificate-card.tsx";
import { Fact, Facts } from "./facts.tsx";
import classes from "./mx-host.module.css";
import { PhaseTimings } from "./phase-timings.tsx";
import policy from "./policy-fetch-card.module.css";

type Props = {
  fetch: PolicyFetch;
  now: Date;
  /** Opens what did not serve the policy. */
  openFaults?: boolean;
  /** Opens it whatever came. */
  open?: boolean;
  /** Leaves the text out, where it stands elsewhere. */
  withoutText?: boolean;
  /** Of the certificate within. */
  headingLevel?: 3 | 4 | 5;
};

/** One GET of the policy at one address: what came, how long each phase took, and the certificate laid out. */
export function PolicyFetchCard({
  fetch,
  now,
  openFaults = false,
  open = false,
  withoutText = false,
  headingLevel = 3,
}: Props) {
  const t = useTranslations("outside.policy");
  const { tone, words } = usePolicyFetchStanding()(fetch);
  return (
    <details className={classes.card} open={open || (openFaults && tone === "error")}>
      <summary className={classes.summary}>
        <span className={classes.name}>
          {fetch.address === null ? fetch.host : <code>{fetch.address}</code>}
        </span>
        <ToneBadge tone={tone}>{words}</ToneBadge>
      </summary>
      <div className={classes.body}>
        <Facts>
          <Fact label={t("host")}>{fetch.host}</Fact>
          <Answer fetch={fetch} />
          {fetch.tls === null ? null : (
            <Fact label="TLS">
              {fetch.tls.protocol} <code>{fetch.tls.cipher}</code>
            </Fact>
          )}
          <Fact label={t("time")} wide>
            <PhaseTimings timings={fetch.timings} />
          </Fact>
        </Facts>
        {fetch.kind === "fetched" && !withoutText ? <Served text={fetch.text} /> : null}
        {fetch.tls === null ? null : (
          <CertificateCard
            chain={fetch.tls.chain}
            host={fetch.host}
            faults={faultsOf(fetch, now)}
            now={now}
            headingLevel={headingLevel}
          />
        )}
      </div>
    </details>
  );
}

function Answer({ fetch }: { fetch: PolicyFetch }) {
  const t = useTranslations("outside.policy");
  if (fetch.kind === "fetched") {
    return (
      <Fact label="Content-Type">
        {fetch.contentType === null ? <NoData /> : <code>{fetch.contentType}</code>}
      </Fact>
    );
  }
  return (
    <>
      {fetch.status === null ? null : <Fact label={t("status")}>{fetch.status}</Fact>}
      {fetch.location === null ? null : (
        <Fact label={t("location")} wide>
          <code>{fetch.location}</code>
        </Fact>
      )}
      {fetch.detail === "" ? null : (
        <Fact label={t("detail")} wide>
          <code>{fetch.detail}</code>
        </Fact>
      )}
    </>
  );
}

function Served({ text }: { text: string }) {
  const t = useTranslations("outside.policy");
  return (
    <div>
      <div className={policy.label}>{t("text")}</div>
      <pre className={policy.text}>{text}</pre>
    </div>
  );
}

/** How a fetch of the policy ended, in short. What may as well be our own network is unknown. */
export function usePolicyFetchStanding(): (fetch: PolicyFetch) => { tone: Tone; words: string } {
  const t = useTranslations("outside");
  return (fetch) => {
    if (fetch.kind === "fetched") return { tone: "ok", words: t("policy.fetched") };
    return { tone: ours.has(fetch.fault) ? "unknown" : "error", words: t(`policy.fault.${fetch.fault}`) };
  };
}

const ours: ReadonlySet<PolicyFetchFault> = new Set([
  "dns-unreachable",
  "connect-timeout",
  "network",
  "timeout",
]);

/** The fetch names the gravest fault alone; dates and names can be read from the certificate. */
function faultsOf({ tls, host, ...fetch }: PolicyFetch, now: Date): CertificateFault[] {
  const seen = certificateFaults(tls?.chain ?? [], null, host, now);
  const isUntrusted = fetch.kind === "failed" && fetch.fault === "certificate-not-trusted";
  return isUntrusted ? [...seen, "untrusted"] : seen;
}
