import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SectionName } from "#lib/core/audit/section.ts";
import type { StartedAudit } from "#lib/services/tools/audit-domain.ts";
import { PageSkeleton } from "../../../_ui/page-skeleton.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { Streamed } from "../_parts/streamed.tsx";
import classes from "./audit.module.css";
import { DaneBody } from "./dane-body.tsx";
import { MxBody } from "./mx-body.tsx";
import { SectionBody } from "./section-body.tsx";
import { sectionNames } from "./section-names.ts";
import { PendingState, WaitingState } from "./state-badge.tsx";

type Props = { name: SectionName; audit: StartedAudit; whole: boolean };

/** One part of the audit: what DNS holds, and what there is to say about it. */
export function AuditPart({ name, audit, whole }: Props) {
  const t = useTranslations(`tools.domainAudit.section.${name}`);
  const badge = (
    <Streamed whole={whole} fallback={<WaitingState />}>
      <PendingState section={audit.sections[name]} />
    </Streamed>
  );
  return (
    <div id={sectionNames[name].id} className={classes.part}>
      <Panel title={t("title")} description={t("about")} actions={badge}>
        <Streamed whole={whole} fallback={<PageSkeleton lines={2} />}>
          {bodyOf(name, audit, whole)}
        </Streamed>
      </Panel>
    </div>
  );
}

function bodyOf(name: SectionName, audit: StartedAudit, whole: boolean): ReactNode {
  switch (name) {
    case "mx":
      return <MxBody audit={audit} whole={whole} />;
    case "dane":
      return <DaneBody audit={audit} />;
    default:
      return <PendingBody section={audit.sections[name]} />;
  }
}

async function PendingBody({ section }: { section: StartedAudit["sections"][SectionName] }) {
  return <SectionBody section={await section} />;
}
