"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId, useMemo, useState } from "react";
import type { ProviderId } from "#lib/core/publish/providers.ts";
import { Panel } from "../../../_ui/panel.tsx";
import { ProviderSteps } from "../_parts/provider-steps.tsx";
import { useQuery } from "../_parts/use-query.ts";
import { DestinationFields, type DestinationRow, rowsOf } from "./destination-fields.tsx";
import { DomainField } from "./domain-field.tsx";
import { type GeneratorFields, generate } from "./generate.ts";
import classes from "./generator.module.css";
import { GoodToKnow } from "./good-to-know.tsx";
import { MadeRecord } from "./made-record.tsx";
import { ZoneField } from "./zone-field.tsx";

type Props = { initial: GeneratorFields; provider: ProviderId };

/** The form and, beside it, the record as it stands. Sent as a form it works without scripts, too. */
export function Generator({ initial, provider: initialProvider }: Props) {
  const t = useTranslations("tools.tlsRptGenerator");
  const [domain, setDomain] = useState(initial.domain);
  const [rows, setRows] = useState<DestinationRow[]>(rowsOf(initial.destinations));
  const [zone, setZone] = useState(initial.zone);
  const [provider, setProvider] = useState(initialProvider);
  const formId = useId();
  const made = useMemo(
    () => generate({ domain, destinations: rows.map(({ text }) => text), zone }),
    [domain, rows, zone],
  );
  useQuery([
    ["domain", domain],
    ...rows.map(({ text }) => ["rua", text] as const),
    ["zone", made.zones.length > 1 ? (zone ?? "") : ""],
    ["provider", provider === "cloudflare" ? "" : provider],
  ]);

  return (
    <div className={classes.columns}>
      <form method="get" id={formId} className={classes.form}>
        <Panel title={t("form")}>
          <DomainField value={domain} result={made.domain} onChange={setDomain} />
          <DestinationFields rows={rows} destinations={made.destinations} onChange={setRows} />
          {made.zones.length > 1 ? <ZoneField zones={made.zones} value={zone} onChange={setZone} /> : null}
          <noscript>
            <Button type="submit">{t("make")}</Button>
          </noscript>
        </Panel>
      </form>
      <div className={classes.result}>
        <MadeRecord made={made} />
        {made.record === null ? null : (
          <>
            <ProviderSteps form={formId} record={made.record} provider={provider} onProvider={setProvider} />
            <GoodToKnow record={made.record} />
          </>
        )}
      </div>
    </div>
  );
}
