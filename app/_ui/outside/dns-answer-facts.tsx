import { useTranslations } from "next-intl";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import type { Tone } from "../tone.ts";
import { ToneBadge } from "../tone-badge.tsx";
import classes from "./dns-answer-facts.module.css";

type Props = {
  /** What was asked, e.g. `_mta-sts.example.org` and `TXT`. */
  name: string;
  type: string;
  answer: DnsAnswer<string>;
  /** Given by a name server of the zone: such do not validate, so nothing is said of it. */
  isAuthority?: boolean;
};

/** One DNS answer as it came: records, how long they may be kept, whether DNSSEC vouches for them, aliases on the way. */
export function DnsAnswerFacts({ name, type, answer, isAuthority = false }: Props) {
  const t = useTranslations("outside.dns");
  return (
    <div className={classes.answer}>
      <div className={classes.head}>
        <span>
          <code className={classes.name}>{name}</code> <span className={classes.quiet}>{type}</span>
        </span>
        <ToneBadge tone={toneOf(answer)}>{t(wordOf(answer))}</ToneBadge>
      </div>
      {answer.kind === "found" ? (
        <ul className={classes.records}>
          {answer.records.map((record) => (
            <li key={record}>
              <code>{record}</code>
            </li>
          ))}
        </ul>
      ) : null}
      <p className={classes.quiet}>
        {answer.kind === "unreachable" ? (
          answer.detail
        ) : (
          <Particulars answer={answer} isAuthority={isAuthority} />
        )}
      </p>
    </div>
  );
}

type ParticularsProps = { answer: Exclude<DnsAnswer<string>, { kind: "unreachable" }>; isAuthority: boolean };

function Particulars({ answer, isAuthority }: ParticularsProps) {
  const t = useTranslations("outside.dns");
  const told = [
    answer.kind === "found" ? t("ttl", { seconds: answer.ttlSeconds }) : null,
    isAuthority ? null : t(answer.authenticated ? "authenticated" : "notAuthenticated"),
    answer.cnames.length > 0 ? t("aliases", { names: answer.cnames.join(" → ") }) : null,
  ];
  return told.filter((part) => part !== null).join(" · ");
}

function toneOf(answer: DnsAnswer<string>): Tone {
  switch (answer.kind) {
    case "found":
      return "ok";
    case "absent":
      return "neutral";
    case "unreachable":
      return answer.reason === "bogus" ? "error" : "unknown";
    default:
      return answer satisfies never;
  }
}

function wordOf(answer: DnsAnswer<string>) {
  return answer.kind === "found" ? "found" : answer.reason;
}
