import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MtaStsDraft } from "#lib/core/publish/mta-sts-draft.ts";
import { type ProviderId, relativeName } from "#lib/core/publish/providers.ts";
import { RecordCard } from "../../../_ui/record-card.tsx";
import { ProviderSteps } from "../_parts/provider-steps.tsx";
import { ZoneField } from "../tls-rpt-generator/zone-field.tsx";
import classes from "./generator.module.css";
import type { GeneratorStart } from "./start.ts";

type Props = {
  start: GeneratorStart;
  draft: MtaStsDraft;
  /** Id of the form, for what is chosen here. */
  form: string;
  provider: ProviderId;
  onProvider: (provider: ProviderId) => void;
  previousId: string | null;
  onNewId: () => void;
};

/** The record that announces the policy, with what goes into which box at a DNS provider. */
export function RecordPart({ start, draft, form, provider, onProvider, previousId, onNewId }: Props) {
  const t = useTranslations("tools.mtaStsGenerator.record");
  const { zones } = start;
  const [chosen, setZone] = useState<string | null>(null);
  const { name, value, zoneLine } = draft.record;
  const zone = chosen ?? zones[0] ?? start.domain;
  if (draft.policy === null) return null;
  const newId = (
    <Button type="button" variant="default" size="xs" onClick={onNewId}>
      {t("newId")}
    </Button>
  );
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        <RecordCard
          headingLevel={2}
          title={t("title")}
          description={
            <>
              {t("text")} {previousId === null ? null : t("after", { id: previousId })}
            </>
          }
          status={newId}
          domain={zone}
          name={name}
          relativeName={relativeName(name, zone)}
          type="TXT"
          value={value}
          zoneLine={zoneLine}
        />
        {zones.length > 1 ? <ZoneField zones={zones} value={chosen} onChange={setZone} /> : null}
      </div>
      <ProviderSteps form={form} record={{ name, zone, value }} provider={provider} onProvider={onProvider} />
    </div>
  );
}
