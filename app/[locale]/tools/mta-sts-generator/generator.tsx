"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useDeferredValue, useId, useMemo, useState } from "react";
import { suggestedMaxAge } from "#lib/core/mtasts/max-age-presets.ts";
import { readMxList } from "#lib/core/mtasts/mx-list.ts";
import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import { nextPolicyId } from "#lib/core/mtasts/policy-id.ts";
import { draftMtaSts } from "#lib/core/publish/mta-sts-draft.ts";
import type { ProviderId } from "#lib/core/publish/providers.ts";
import { useQuery } from "../_parts/use-query.ts";
import { ChangesPart } from "./changes-part.tsx";
import classes from "./generator.module.css";
import { HostingPart } from "./hosting-part.tsx";
import { MailPart } from "./mail-part.tsx";
import { MaxAgePart } from "./max-age-part.tsx";
import { ModePart } from "./mode-part.tsx";
import { OrderPart } from "./order-part.tsx";
import { PolicyFile } from "./policy-file.tsx";
import { RecordPart } from "./record-part.tsx";
import type { GeneratorStart } from "./start.ts";

/** Choices and, beside them, the policy as it stands; below, how to publish it. Works without scripts as a form, too. */
export function Generator({ start }: { start: GeneratorStart }) {
  const t = useTranslations("tools.mtaStsGenerator.byHand");
  const formId = useId();
  const previousId = start.published?.kind === "published" ? start.published.id : null;
  const [mx, setMx] = useState(start.mx);
  const [mode, setMode] = useState(start.mode);
  const [naming, setNaming] = useState(start.naming);
  const [maxAgeSeconds, setMaxAge] = useState(start.maxAgeSeconds);
  const [id, setId] = useState(() => nextPolicyId(new Date(start.now), previousId));
  const [provider, setProvider] = useState<ProviderId>("cloudflare");
  const deferredMx = useDeferredValue(mx);
  const list = useMemo(() => readMxList(deferredMx), [deferredMx]);
  const hosts = list.hosts.map(({ host }) => host);
  const { domain } = start;
  const draft = draftMtaSts({ domain, mxHosts: hosts, mode, naming, maxAgeSeconds, policyId: id });
  const isByHand = start.mail === null || mx !== start.mx;
  useQuery([
    ["domain", domain],
    ["mx", isByHand ? mx : ""],
    ["mode", mode],
    ["names", naming === "exact" ? "" : naming],
    ["max_age", String(maxAgeSeconds)],
  ]);

  function chooseMode(chosen: PolicyMode) {
    if (maxAgeSeconds === suggestedMaxAge(mode)) setMaxAge(suggestedMaxAge(chosen));
    setMode(chosen);
  }

  return (
    <div className={classes.stack}>
      <div className={classes.columns}>
        <form method="get" id={formId} className={classes.stack}>
          <input type="hidden" name="domain" value={domain} />
          <MailPart
            start={start}
            typed={mx}
            list={list}
            draft={draft}
            naming={naming}
            onText={setMx}
            onNaming={setNaming}
          />
          <ModePart mode={mode} onMode={chooseMode} />
          <MaxAgePart mode={mode} seconds={maxAgeSeconds} given={start.maxAgeSeconds} onSeconds={setMaxAge} />
          <noscript>
            <Button type="submit">{t("submit")}</Button>
          </noscript>
        </form>
        <div className={classes.result}>
          <PolicyFile draft={draft} />
        </div>
      </div>
      <ChangesPart start={start} draft={draft} />
      <OrderPart start={start} draft={draft} />
      <RecordPart
        start={start}
        draft={draft}
        form={formId}
        provider={provider}
        onProvider={setProvider}
        previousId={previousId}
        onNewId={() => setId(nextPolicyId(new Date(), id))}
      />
      <HostingPart domain={domain} draft={draft} />
    </div>
  );
}
