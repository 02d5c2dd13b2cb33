import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import type { ModeChange } from "#lib/services/domains/mode-change.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { ClauseLink } from "../../../../../../../_ui/clause-link.tsx";
import { DoneDetails } from "../done-details.tsx";
import { itemFor } from "../publish-item.ts";
import { Step, stepIds } from "../step.tsx";
import { TxtCard } from "../txt-card.tsx";
import { DoneBadge } from "./done-badge.tsx";

type Props = { setup: SetupView; change: ModeChange; findings: readonly Finding[] };

/** Then the record, whose new id makes senders fetch the file. */
export function RecordStep({ setup, change, findings }: Props) {
  const t = useTranslations("domains.setup.mode.record");
  const { done } = change;
  return (
    <Step
      id={stepIds.announce}
      number={2}
      title={t("title")}
      state={<DoneBadge done={done.record} />}
      intro={
        <>
          {t(done.record ? "done" : "text")} (<ClauseLink clause="RFC 8461 §8.1" />)
        </>
      }
      findings={findings}
    >
      <DoneDetails done={done.record} label={t("show")}>
        <TxtCard title={t("card")} domain={setup.domain.name} item={itemFor(setup.items, "mtasts")} />
      </DoneDetails>
    </Step>
  );
}
