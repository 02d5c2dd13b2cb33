import { useTranslations } from "next-intl";
import { formatTlsaRecord } from "#lib/core/dane/record.ts";
import type { MxAddressLook, MxHostEvidence } from "#lib/core/evidence.ts";
import { NoData } from "../no-data.tsx";
import { TimeText } from "../time-text.tsx";
import { CertificateCard } from "./certificate-card.tsx";
import { Fact, Facts } from "./facts.tsx";
import classes from "./mx-host.module.css";
import { type MxRow, type MxRowsInput, mxRows } from "./mx-rows.ts";
import { MxStateBadge } from "./mx-state-badge.tsx";
import { PhaseTimings } from "./phase-timings.tsx";

type Props = Omit<MxRowsInput, "hosts" | "missing"> & {
  evidence: MxHostEvidence;
  /** Opens what is not in order. */
  openFaults?: boolean;
  /** Of the certificates within. */
  headingLevel?: 3 | 4 | 5;
};

/** Everything that was seen of one MX host: per address the dialogue, its time per phase, and the certificate laid out. */
export function MxHostCard({ evidence, openFaults = false, headingLevel = 3, ...input }: Props) {
  const rows = mxRows({ ...input, hosts: [{ host: evidence.host, evidence }] });
  return (
    <div className={classes.cards}>
      {rows.map((row) => (
        <details key={row.key} className={classes.card} open={openFaults && row.tone === "error"}>
          <summary className={classes.summary}>
            <span className={classes.name}>
              {row.host}
              {row.look === null ? null : <code className={classes.address}>{row.look.address}</code>}
            </span>
            <MxStateBadge row={row} />
          </summary>
          <div className={classes.body}>
            {row.look === null ? (
              <Facts>
                <HostFacts evidence={evidence} />
              </Facts>
            ) : (
              <Look
                row={row}
                look={row.look}
                evidence={evidence}
                now={input.now}
                headingLevel={headingLevel}
              />
            )}
          </div>
        </details>
      ))}
    </div>
  );
}

function HostFacts({ evidence: { probedAt, addresses, tlsa, leftOut } }: { evidence: MxHostEvidence }) {
  const t = useTranslations("outside.mx");
  return (
    <>
      <Fact label={t("lookedAt")}>
        <TimeText value={probedAt} show="second" />
      </Fact>
      {addresses.kind === "unreachable" ? (
        <Fact label={t("addresses")}>{addresses.detail}</Fact>
      ) : addresses.cnames.length > 0 ? (
        <Fact label={t("aliasOf")}>
          <code>{addresses.cnames.join(" → ")}</code>
        </Fact>
      ) : null}
      {leftOut > 0 ? <Fact label={t("addresses")}>{t("moreAddresses", { count: leftOut })}</Fact> : null}
      {tlsa.kind === "found" ? (
        <Fact label={t(tlsa.authenticated ? "tlsaSigned" : "tlsaUnsigned")} wide>
          <ul className={classes.list}>
            {tlsa.records.map((record) => (
              <li key={formatTlsaRecord(record)}>
                <code>{formatTlsaRecord(record)}</code>
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
    </>
  );
}

type LookProps = {
  row: MxRow;
  look: MxAddressLook;
  evidence: MxHostEvidence;
  now: Date;
  headingLevel: 3 | 4 | 5;
};

function Look({ row, look, evidence, now, headingLevel }: LookProps) {
  const t = useTranslations("outside.mx");
  const { banner, extensions, tls, timings } = look;
  return (
    <>
      {look.kind === "failed" ? <Failure look={look} /> : null}
      <Facts>
        {tls === null ? null : (
          <Fact label="TLS">
            {tls.protocol} <code>{tls.cipher}</code>
          </Fact>
        )}
        <HostFacts evidence={evidence} />
        <Fact label={t("banner")} wide>
          {banner === null ? <NoData /> : <code>{banner}</code>}
        </Fact>
        {extensions.length === 0 ? null : (
          <Fact label={t("extensions")} wide>
            <ul className={classes.extensions}>
              {extensions.map((extension) => (
                <li key={extension}>
                  <code>{extension}</code>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact label={t("time")} wide>
          <PhaseTimings timings={timings} />
        </Fact>
      </Facts>
      {tls === null || row.certificate === null ? null : (
        <CertificateCard
          chain={tls.chain}
          host={row.host}
          faults={row.certificate.faults}
          now={now}
          headingLevel={headingLevel}
        />
      )}
    </>
  );
}

/** What a socket or the server said, as it was said. */
function Failure({ look: { fault, detail, reply } }: { look: Extract<MxAddressLook, { kind: "failed" }> }) {
  const t = useTranslations("outside");
  return (
    <Facts>
      <Fact label={t("mx.endedWith")}>{t(`fault.${fault}`)}</Fact>
      {detail === "" ? null : (
        <Fact label={t("mx.detail")}>
          <code>{detail}</code>
        </Fact>
      )}
      {reply === null ? null : (
        <Fact label={t("mx.reply")} wide>
          <code>{reply}</code>
        </Fact>
      )}
    </Facts>
  );
}
