import { useTranslations } from "next-intl";
import { certificateAge } from "../../../_ui/outside/certificate-age.ts";
import { type MxRow, type MxRowsInput, mxRows } from "../../../_ui/outside/mx-rows.ts";
import { MxStateBadge } from "../../../_ui/outside/mx-state-badge.tsx";
import { HostAndAddress } from "./host-and-address.tsx";
import classes from "./mx.module.css";

/** What was seen of each MX host at each of its addresses, in few words: it fits a narrow screen, and paper. */
export function MxShortList(input: MxRowsInput) {
  const t = useTranslations("outside.mx");
  return (
    <ul className={classes.list} aria-label={t("caption")}>
      {mxRows(input).map((row) => (
        <li key={row.key} className={classes.item}>
          <HostAndAddress host={row.host} look={row.look} />
          <MxStateBadge row={row} />
          <Facts row={row} now={input.now} />
        </li>
      ))}
    </ul>
  );
}

function Facts({ row: { look, certificate, dane }, now }: { row: MxRow; now: Date }) {
  const t = useTranslations();
  const age = certificate && certificateAge(certificate.leaf, now);
  const facts = [
    look?.tls?.protocol ?? null,
    age && t("tools.mx.certificate", { age: t(`outside.certificate.age.${age.state}`, { days: age.days }) }),
    dane === null || dane === "none" ? null : t("tools.mx.tlsa", { standing: t(`outside.mx.dane.${dane}`) }),
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : <span className={classes.facts}>{facts.join(" · ")}</span>;
}
