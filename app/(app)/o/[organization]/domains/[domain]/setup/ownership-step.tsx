import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import type { DomainParams } from "../../../_parts/paths.ts";
import { PartBadge } from "../_parts/part-badge.tsx";
import { AskZone } from "./_zone/ask-zone.tsx";
import { DoneDetails } from "./done-details.tsx";
import { itemFor } from "./publish-item.ts";
import { Step, stepIds } from "./step.tsx";
import { TxtCard } from "./txt-card.tsx";
import { useOwnershipStanding } from "./use-ownership-standing.ts";

type Props = { setup: SetupView; path: DomainParams; findings: readonly Finding[] };

/** Either this record or the TLS-RPT record of the next step proves the ownership. */
export function OwnershipStep({ setup, path, findings }: Props) {
  const t = useTranslations("domains.setup");
  const { domain, items } = setup;
  return (
    <Step
      id={stepIds.ownership}
      number={1}
      title={t("ownership.title")}
      state={<PartBadge standing={useOwnershipStanding(setup)} />}
      intro={domain.proven ? t(`ownership.done.${domain.provenBy ?? "txt"}`) : t("ownership.text")}
      findings={domain.proven ? [] : findings}
    >
      <DoneDetails done={domain.proven} label={t("showRecord")}>
        <TxtCard title={t("ownership.record")} domain={domain.name} item={itemFor(items, "ownership")} />
        {domain.proven ? null : (
          <AskZone setup={setup} path={path} record="ownership" name={itemFor(items, "ownership").name} />
        )}
      </DoneDetails>
    </Step>
  );
}
