import { useFormatter, useTranslations } from "next-intl";
import type { CertificateFacts } from "#lib/core/evidence.ts";
import { mxMatchesOne } from "#lib/core/mtasts/mx-match.ts";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import { certificateAge } from "./certificate-age.ts";
import { Fact, Facts } from "./facts.tsx";
import classes from "./inspection.module.css";

type Props = { chain: readonly CertificateFacts[]; host: string; now: Date };

/** Every certificate that the server presented, its own first. */
export function CertificateChain({ chain, host, now }: Props) {
  const t = useTranslations("tools.mtaStsInspector.chain");
  return (
    <div className={classes.part}>
      <h3 className={classes.heading}>{t("title")}</h3>
      <ol className={classes.certificates}>
        {chain.map((certificate, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a server may present a certificate twice, and the list never moves.
          <li key={position} className={classes.certificate}>
            <Certificate certificate={certificate} position={position} host={host} now={now} />
          </li>
        ))}
      </ol>
    </div>
  );
}

type CertificateProps = Omit<Props, "chain"> & { certificate: CertificateFacts; position: number };

function Certificate({ certificate, position, host, now }: CertificateProps) {
  const t = useTranslations("tools.mtaStsInspector.chain");
  const { subject, issuer, fingerprint256 } = certificate;
  const isRoot = position > 0 && subject === issuer;
  return (
    <>
      <div className={classes.certificateHead}>
        <h4 className={classes.heading}>
          {position === 0 ? t("leaf") : isRoot ? t("root") : t("intermediate", { position })}
        </h4>
        <AgeBadge certificate={certificate} now={now} />
      </div>
      <Facts>
        <Fact label={t("subject")}>{subject}</Fact>
        <Fact label={t("issuer")}>{issuer}</Fact>
        <Validity certificate={certificate} />
        {position === 0 ? <Names names={certificate.dnsNames} host={host} /> : null}
        <Fact label={t("fingerprint")} wide>
          <code>{fingerprint256}</code>
        </Fact>
      </Facts>
    </>
  );
}

function AgeBadge({ certificate, now }: { certificate: CertificateFacts; now: Date }) {
  const t = useTranslations("tools.mtaStsInspector.chain");
  const { tone, state, days } = certificateAge(certificate, now);
  return <ToneBadge tone={tone}>{state === "valid" ? t("left", { days }) : t(state)}</ToneBadge>;
}

function Validity({ certificate: { notBefore, notAfter } }: { certificate: CertificateFacts }) {
  const t = useTranslations("tools.mtaStsInspector.chain");
  const format = useFormatter();
  const [from = "", to = ""] = [notBefore, notAfter].map((time) =>
    time === "" ? "?" : format.dateTime(new Date(time), "day"),
  );
  return <Fact label={t("validity")}>{t("validityValue", { from, to })}</Fact>;
}

/** A certificate of a hosting provider may carry hundreds of names. */
const maxNames = 12;

function Names({ names, host }: { names: readonly string[]; host: string }) {
  const t = useTranslations("tools.mtaStsInspector.chain");
  if (names.length === 0) return <Fact label={t("names")}>{t("noNames")}</Fact>;
  // A wildcard of a certificate covers what one of a policy does (RFC 8461 §4.1, RFC 6125 §6.4.3).
  const matching = names.filter((name) => mxMatchesOne(host, name));
  const shown = [...new Set([...matching, ...names])].slice(0, maxNames);
  return (
    <Fact label={t("names")} wide>
      <ul className={classes.names}>
        {shown.map((name) => (
          <li key={name}>
            <code>{name}</code>
            {matching.includes(name) ? <ToneBadge tone="ok">{t("matches")}</ToneBadge> : null}
          </li>
        ))}
        {names.length > shown.length ? <li>…</li> : null}
      </ul>
    </Fact>
  );
}
