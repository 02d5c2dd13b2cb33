import { useTranslations } from "next-intl";
import type { CertificateFacts } from "#lib/core/evidence.ts";
import type { CertificateFault } from "#lib/core/tls/certificate-faults.ts";
import { dnsIdMatches } from "#lib/core/tls/dns-id.ts";
import { CopyField } from "../copy-field.tsx";
import { TimeText } from "../time-text.tsx";
import { ToneBadge } from "../tone-badge.tsx";
import { ToneIcon } from "../tone-icon.tsx";
import { certificateAge } from "./certificate-age.ts";
import classes from "./certificate-card.module.css";
import { Fact, Facts } from "./facts.tsx";

/** A certificate of a policy host, or of an MX host, which also has the digest of its key. */
export type ShownCertificate = CertificateFacts & { spkiSha256?: string };

type Props = {
  /** Leaf first, as presented. */
  chain: readonly ShownCertificate[];
  /** The name that the leaf should carry. */
  host: string;
  /** What a sender holds against it. */
  faults: readonly CertificateFault[];
  now: Date;
  headingLevel?: 3 | 4 | 5;
};

/** A presented certificate laid out: what is wrong with it, whose it is, how long it lasts, what pins it, its chain. */
export function CertificateCard({ chain, host, faults, now, headingLevel = 4 }: Props) {
  const t = useTranslations("outside.certificate");
  const [leaf] = chain;
  const Heading = `h${headingLevel}` as const;
  return (
    <section className={classes.card}>
      <header className={classes.head}>
        <Heading className={classes.title}>{t("title")}</Heading>
        {leaf === undefined ? null : <AgeBadge certificate={leaf} now={now} />}
      </header>
      <Problems faults={faults} />
      {leaf === undefined ? null : <Leaf leaf={leaf} host={host} />}
      {chain.length === 0 ? null : <Chain chain={chain} />}
    </section>
  );
}

function AgeBadge({ certificate, now }: { certificate: CertificateFacts; now: Date }) {
  const t = useTranslations("outside.certificate");
  const { state, days, tone } = certificateAge(certificate, now);
  return <ToneBadge tone={tone}>{t(`age.${state}`, { days })}</ToneBadge>;
}

function Problems({ faults }: Pick<Props, "faults">) {
  const t = useTranslations("outside.certificate");
  const shown = faults.length === 0 ? [null] : faults;
  return (
    <ul className={classes.problems}>
      {shown.map((fault) => (
        <li key={fault ?? "none"} data-tone={fault === null ? "ok" : "error"}>
          <ToneIcon tone={fault === null ? "ok" : "error"} />
          <span>{fault === null ? t("noProblem") : t(`problem.${fault}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function Leaf({ leaf, host }: { leaf: ShownCertificate; host: string }) {
  const t = useTranslations("outside.certificate");
  const { subject, issuer, serialNumber, fingerprint256, spkiSha256 } = leaf;
  return (
    <>
      <Facts>
        <Fact label={t("subject")}>{subject === "" ? t("emptySubject") : subject}</Fact>
        <Fact label={t("issuer")}>{issuer}</Fact>
        <Fact label={t("validFrom")}>
          <CertificateTime value={leaf.notBefore} />
        </Fact>
        <Fact label={t("validTo")}>
          <CertificateTime value={leaf.notAfter} />
        </Fact>
        <Key certificate={leaf} />
        {serialNumber ? (
          <Fact label={t("serial")}>
            <code>{serialNumber}</code>
          </Fact>
        ) : null}
        <Names names={leaf.dnsNames} host={host} />
      </Facts>
      <CopyField label={t("fingerprint")} value={fingerprint256} />
      {spkiSha256 ? <CopyField label={t("spki")} hint={t("spkiHint")} value={spkiSha256} /> : null}
    </>
  );
}

/** Dates come from the certificate, and what cannot be read as one is shown as it is. */
function CertificateTime({ value }: { value: string }) {
  return Number.isNaN(Date.parse(value)) ? <code>{value || "?"}</code> : <TimeText value={value} />;
}

function Key({ certificate: { keyType, keyBits } }: { certificate: ShownCertificate }) {
  const t = useTranslations("outside.certificate");
  if (!keyType) return null;
  const type = keyNames[keyType] ?? keyType;
  return <Fact label={t("key")}>{keyBits ? t("keyOfBits", { type, bits: keyBits }) : type}</Fact>;
}

/** OpenSSL's words, as people write them. */
const keyNames: Record<string, string> = {
  rsa: "RSA",
  "rsa-pss": "RSA-PSS",
  ec: "EC",
  ed25519: "Ed25519",
  ed448: "Ed448",
};

/** A certificate of a hosting provider may carry hundreds of names. */
const maxNames = 12;

function Names({ names, host }: { names: readonly string[]; host: string }) {
  const t = useTranslations("outside.certificate");
  const matching = names.filter((name) => dnsIdMatches(name, host));
  const shown = [...new Set([...matching, ...names])].slice(0, maxNames);
  const more = new Set(names).size - shown.length;
  return (
    <Fact label={t("names")} wide>
      {names.length === 0 ? t("noNames") : null}
      <ul className={classes.names}>
        {shown.map((name) => (
          <li key={name}>
            <code>{name}</code>
            {matching.includes(name) ? <ToneBadge tone="ok">{t("matches")}</ToneBadge> : null}
          </li>
        ))}
        {more > 0 ? <li>{t("moreNames", { count: more })}</li> : null}
      </ul>
      {names.length > 0 && matching.length === 0 ? (
        <p className={classes.quiet}>{t("noneMatches", { host })}</p>
      ) : null}
    </Fact>
  );
}

/** From the leaf to what it was signed by, as far as it was presented. */
function Chain({ chain }: Pick<Props, "chain">) {
  const t = useTranslations("outside.certificate");
  return (
    <div>
      <div className={classes.label}>{t("chain", { count: chain.length })}</div>
      <ol className={classes.chain}>
        {chain.map(({ subject, issuer, notAfter, fingerprint256 }, depth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a server may present a certificate twice, and the list never moves.
          <li key={`${fingerprint256}-${depth}`}>
            <span className={classes.subject}>{subject || t("emptySubject")}</span>
            <span className={classes.quiet}>
              {subject === issuer ? t("root") : t("issuedBy", { issuer })} · {t("until")}{" "}
              <CertificateTime value={notAfter} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
