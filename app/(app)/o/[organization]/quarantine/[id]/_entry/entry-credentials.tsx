import { useFormatter, useTranslations } from "next-intl";
import type { QuarantinedView } from "#lib/services/quarantine/show-quarantined.ts";
import classes from "./entry.module.css";

type Credentials = QuarantinedView["credentials"];

/** Who delivered it, as the road had established it then. */
export function EntryCredentials({ credentials }: { credentials: Credentials }) {
  const t = useTranslations("quarantine.one.credential");
  switch (credentials.kind) {
    case "address":
      return <Address credentials={credentials} />;
    case "mail":
      return <Mail credentials={credentials} />;
    case "member":
    case "key":
      return t(credentials.kind, { name: credentials.name });
    case "nobody":
      return <Nobody reason={credentials.reason} />;
    default:
      return credentials satisfies never;
  }
}

function Address({
  credentials: { address, confirmed },
}: {
  credentials: Extract<Credentials, { kind: "address" }>;
}) {
  const t = useTranslations("quarantine.one.credential");
  const format = useFormatter();
  switch (confirmed.kind) {
    case "confirmed":
      return t("address", { address, names: format.list(confirmed.names) });
    case "none":
      return t("addressWithout", { address });
    case "unknown":
      return t("addressUnknown", { address });
    default:
      return confirmed satisfies never;
  }
}

function Mail({ credentials: { mail } }: { credentials: Extract<Credentials, { kind: "mail" }> }) {
  const t = useTranslations("quarantine.one.credential");
  const { from, subject, signatures } = mail;
  return (
    <>
      {t("mail", {
        from: from ?? t("noFrom"),
        subject: subject ?? t("noSubject"),
        count: signatures.length,
      })}
      {signatures.length === 0 ? null : (
        <ul className={classes.signatures}>
          {signatures.map(({ domain, selector, result, reason }) => (
            <li key={`${domain} ${selector}`}>
              {reason === null
                ? t("signature", { domain, result })
                : t("signatureReason", { domain, result, reason })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Nobody({ reason }: { reason: string }) {
  const t = useTranslations("quarantine.one");
  const key = `nobodyReason.${reason}` as "nobodyReason.no-address";
  return t("credential.nobody", { reason: t.has(key) ? t(key) : reason });
}
