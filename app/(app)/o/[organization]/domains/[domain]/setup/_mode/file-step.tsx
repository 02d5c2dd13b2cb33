import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import type { ModeChange } from "#lib/services/domains/mode-change.ts";
import type { LiveMx, SetupView } from "#lib/services/domains/show-setup.ts";
import { ClauseLink } from "../../../../../../../_ui/clause-link.tsx";
import { Notice } from "../../../../../../../_ui/notice.tsx";
import { useDuration } from "../../../../../../../[locale]/tools/_mta-sts/duration-text.tsx";
import { DoneDetails } from "../done-details.tsx";
import { MxNotice } from "../mx-notice.tsx";
import { PolicyFile } from "../policy-file.tsx";
import { itemFor } from "../publish-item.ts";
import { Step, stepIds } from "../step.tsx";
import { DoneBadge } from "./done-badge.tsx";

type Props = { setup: SetupView; change: ModeChange; findings: readonly Finding[] };

/** First the file: a sender that sees the new id before it would keep the old policy under that id. */
export function FileStep({ setup, change, findings }: Props) {
  const t = useTranslations("domains.setup.mode.file");
  const duration = useDuration();
  const { mode, proposed, done } = change;
  const { url, text } = itemFor(setup.items, "policy");
  const lifetime =
    proposed === null ? null : t(`maxAge.${mode}`, { duration: duration(proposed.maxAgeSeconds) });
  return (
    <Step
      id={stepIds.policy}
      number={1}
      title={t("title")}
      state={<DoneBadge done={done.file} />}
      intro={
        <>
          {done.file ? t("done", { mode }) : (lifetime ?? t("noHosts"))} (
          <ClauseLink clause={mode === "none" ? "RFC 8461 §8.3" : "RFC 8461 §3.2"} />)
        </>
      }
      findings={findings}
    >
      <DoneDetails done={done.file} label={t("show")}>
        {mode === "none" ? null : <HostsNote change={change} mx={setup.mx} />}
        {text === null ? null : <PolicyFile url={url} text={text} />}
      </DoneDetails>
    </Step>
  );
}

/** Where the file's `mx` lines come from: those served now are the ones that reports have tested. */
function HostsNote({ change: { mode, mxKept, served }, mx }: { change: ModeChange; mx: LiveMx }) {
  const t = useTranslations("domains.setup.mode.file");
  if (mxKept && mx.kind === "unknown") {
    return (
      <Notice tone="unknown" title={t("keptUnasked")}>
        {t("keptUnaskedText", { detail: mx.detail })}
      </Notice>
    );
  }
  if (mxKept) return <p>{t("kept")}</p>;
  return (
    <>
      {served !== null && mode === "enforce" ? (
        <Notice tone="warning" title={t("untested")}>
          {t("untestedText")}
        </Notice>
      ) : null}
      <MxNotice mx={mx} />
    </>
  );
}
