import { useTranslations } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import type { Parts } from "#lib/core/posture/posture.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { ClauseLink } from "../../../../../../_ui/clause-link.tsx";
import { PartBadge } from "../_parts/part-badge.tsx";
import { usePartStanding } from "../_parts/standing.ts";
import { DoneDetails } from "./done-details.tsx";
import { isServed, policyStepState } from "./is-served.ts";
import { MxNotice } from "./mx-notice.tsx";
import { PolicyFile } from "./policy-file.tsx";
import { PolicyHost } from "./policy-host.tsx";
import { itemFor } from "./publish-item.ts";
import { Step, stepIds } from "./step.tsx";

/** The policy host and the file on it, made from the MX records of this moment. */
export function PolicyStep({ setup, findings }: { setup: SetupView; findings: readonly Finding[] }) {
  const t = useTranslations("domains.setup.policy");
  const standing = usePartStanding();
  const { check, domain, items, mx } = setup;
  const words = policyWords(check?.parts);
  const { url, text } = itemFor(items, "policy");
  return (
    <Step
      id={stepIds.policy}
      number={3}
      title={t("title")}
      state={<PartBadge standing={standing(policyStepState(check?.parts))} />}
      intro={
        <>
          {t(words)} (<ClauseLink clause="RFC 8461 §3.2, RFC 8461 §3.3" />)
        </>
      }
      findings={findings}
    >
      <DoneDetails done={words === "done"} label={t("showProposal")}>
        <PolicyHost domain={domain.name} item={itemFor(items, "policy-host")} />
        <MxNotice mx={mx} />
        {text === null ? null : <PolicyFile url={url} text={text} />}
      </DoneDetails>
    </Step>
  );
}

function policyWords(parts: Parts | undefined): "text" | "misfit" | "done" {
  if (!isServed(parts?.policy)) return "text";
  return parts?.mx === "error" ? "misfit" : "done";
}
