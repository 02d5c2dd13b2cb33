import { useTranslations } from "next-intl";
import type { DnsAnswer, DomainEvidence, MxRecord } from "#lib/core/evidence.ts";
import { DnsAnswerFacts } from "../../../../../../_ui/outside/dns-answer-facts.tsx";
import { Panel } from "../../../../../../_ui/panel.tsx";
import classes from "./check-report.module.css";

/** What DNS answered to each question of the check. */
export function DnsPanel({ evidence }: { evidence: DomainEvidence }) {
  const t = useTranslations("checkPage.dns");
  const { domain, tlsRptTxt, mtaStsTxt, ownershipTxt, mx } = evidence;
  return (
    <Panel title={t("title")} description={t("text")}>
      <div className={classes.answers}>
        <DnsAnswerFacts name={domain} type="MX" answer={inText(mx)} />
        <DnsAnswerFacts name={`_mta-sts.${domain}`} type="TXT" answer={mtaStsTxt} />
        <DnsAnswerFacts name={`_smtp._tls.${domain}`} type="TXT" answer={tlsRptTxt} />
        {ownershipTxt === null ? null : (
          <DnsAnswerFacts name={`_sealpost.${domain}`} type="TXT" answer={ownershipTxt} />
        )}
      </div>
    </Panel>
  );
}

/** As zone files write them; the null MX is a dot (RFC 7505). */
function inText(answer: DnsAnswer<MxRecord>): DnsAnswer<string> {
  if (answer.kind !== "found") return answer;
  const records = answer.records.map(({ preference, exchange }) => `${preference} ${exchange || "."}`);
  return { ...answer, records };
}
