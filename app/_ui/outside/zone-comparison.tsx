import { useTranslations } from "next-intl";
import type { DnsAnswer, ZoneAnswer, ZoneView } from "#lib/core/evidence.ts";
import type { Finding } from "#lib/core/finding.ts";
import { FindingList } from "../finding-list.tsx";
import { DnsAnswerFacts } from "./dns-answer-facts.tsx";
import classes from "./zone-comparison.module.css";

type Props = {
  name: string;
  /** What senders get from a resolver, as ours says it. */
  resolver: DnsAnswer<string>;
  /** What the zone's own name servers say. */
  view: ZoneView;
  findings: readonly Finding[];
  headingLevel?: 3 | 4;
};

/** What a resolver says of a TXT record beside what each of the zone's own name servers says. Server only. */
export function ZoneComparison({ name, resolver, view, findings, headingLevel = 4 }: Props) {
  const t = useTranslations("outside.zone");
  const Heading = `h${headingLevel}` as const;
  return (
    <div className={classes.comparison}>
      {findings.length === 0 ? null : <FindingList findings={findings} headingLevel={headingLevel} />}
      <section className={classes.part}>
        <Heading className={classes.title}>{t("resolver")}</Heading>
        <DnsAnswerFacts name={name} type="TXT" answer={resolver} />
      </section>
      <section className={classes.part}>
        <Heading className={classes.title}>
          {view.zone === null ? t("serversUnknown") : t("servers", { zone: view.zone })}
        </Heading>
        {view.answers.map((answer) => (
          <ServerAnswer key={`${answer.server} ${answer.address}`} answer={answer} name={name} />
        ))}
        {view.leftOut ? <p className={classes.quiet}>{t("leftOut", { count: view.leftOut })}</p> : null}
      </section>
    </div>
  );
}

function ServerAnswer({
  answer: { server, address, answer, state },
  name,
}: {
  answer: ZoneAnswer;
  name: string;
}) {
  const t = useTranslations("outside.zone");
  return (
    <div className={classes.server}>
      <div className={classes.head}>
        <strong>{server}</strong> {address === null ? t("noAddress") : <code>{address}</code>}
        {state ? (
          <span className={classes.quiet}>{t("serial", { serial: String(state.serial) })}</span>
        ) : null}
      </div>
      <DnsAnswerFacts name={name} type="TXT" answer={answer} isAuthority />
    </div>
  );
}
