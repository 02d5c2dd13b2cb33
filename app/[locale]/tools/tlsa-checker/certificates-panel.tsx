import { useFormatter, useTranslations } from "next-intl";
import { Panel } from "../../../_ui/panel.tsx";
import type { ShownCertificate } from "./check-state.ts";
import classes from "./checker.module.css";

type Props = { certificates: readonly ShownCertificate[]; leftOut: number };

/** The path as it was read, the server's own certificate first. */
export function CertificatesPanel({ certificates, leftOut }: Props) {
  const t = useTranslations("tools.tlsaChecker.certificates");
  return (
    <Panel title={t("title")} description={t("text")}>
      <ol className={classes.certificates}>
        {certificates.map((certificate, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a path is as it is, and items hold no state.
          <li key={position} className={classes.certificate}>
            <Certificate certificate={certificate} />
          </li>
        ))}
      </ol>
      {leftOut === 0 ? null : <p className={classes.quiet}>{t("leftOut", { count: leftOut })}</p>}
    </Panel>
  );
}

/** A certificate of a hosting provider may carry hundreds of names. */
const mostNames = 12;

function Certificate({
  certificate: { subject, issuer, notBefore, notAfter, dnsNames },
}: {
  certificate: ShownCertificate;
}) {
  const t = useTranslations("tools.tlsaChecker.certificates");
  const format = useFormatter();
  const [from = "", to = ""] = [notBefore, notAfter].map((time) =>
    time === "" ? "?" : format.dateTime(new Date(time), "day"),
  );
  const names = dnsNames.slice(0, mostNames).join(", ") + (dnsNames.length > mostNames ? ", …" : "");
  return (
    <dl className={classes.facts}>
      <Fact label={t("subject")} value={subject === "" ? t("noSubject") : subject} />
      <Fact label={t("issuer")} value={issuer} />
      <Fact label={t("validity")} value={t("validityValue", { from, to })} />
      {names === "" ? null : <Fact label={t("names")} value={names} />}
    </dl>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
