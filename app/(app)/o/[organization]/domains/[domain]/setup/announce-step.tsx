import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { ClauseLink } from "../../../../../../_ui/clause-link.tsx";
import { Notice } from "../../../../../../_ui/notice.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { PartBadge } from "../_parts/part-badge.tsx";
import { usePartStanding } from "../_parts/standing.ts";
import { AskZone } from "./_zone/ask-zone.tsx";
import { DoneDetails } from "./done-details.tsx";
import { isServed } from "./is-served.ts";
import { itemFor } from "./publish-item.ts";
import { Step, stepIds } from "./step.tsx";
import { TxtCard } from "./txt-card.tsx";

type Props = { setup: SetupView; path: DomainParams; findings: readonly Finding[] };

/** The MTA-STS record, last: it sends senders to the policy, which must be there by then. */
export function AnnounceStep({ setup, path, findings }: Props) {
  const t = useTranslations("domains.setup");
  const standing = usePartStanding();
  const { check, domain, items } = setup;
  const done = isServed(check?.parts.mtaSts);
  const isEarly = check !== null && !done && !isServed(check.parts.policy);
  return (
    <Step
      id={stepIds.announce}
      number={4}
      title={t("announce.title")}
      state={<PartBadge standing={standing(check?.parts.mtaSts)} />}
      intro={
        <>
          {done ? t("announce.done") : t("announce.text")} (<ClauseLink clause="RFC 8461 §8.1" />)
        </>
      }
      findings={findings}
    >
      {isEarly ? <Notice tone="warning">{t("announce.early")}</Notice> : null}
      <DoneDetails done={done} label={t("announce.showNext")}>
        <TxtCard title={t("announce.record")} domain={domain.name} item={itemFor(items, "mtasts")} />
        {done ? null : (
          <AskZone setup={setup} path={path} record="mtaSts" name={itemFor(items, "mtasts").name} />
        )}
      </DoneDetails>
    </Step>
  );
}
