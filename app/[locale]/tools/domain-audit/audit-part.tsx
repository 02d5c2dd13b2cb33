import { useTranslations } from "next-intl";
import type { AuditSection, SectionName } from "#lib/core/audit/section.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { PageSkeleton } from "../../../_ui/page-skeleton.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import classes from "./audit.module.css";
import { AuditRecords } from "./audit-records.tsx";
import { sectionNames } from "./section-names.ts";
import { PendingState, WaitingState } from "./state-badge.tsx";
import { Streamed } from "./streamed.tsx";

type Props = { name: SectionName; section: Promise<AuditSection>; whole: boolean };

/** One part of the audit: what DNS holds, and what there is to say about it. */
export function AuditPart({ name, section, whole }: Props) {
  const t = useTranslations(`tools.domainAudit.section.${name}`);
  const badge = (
    <Streamed whole={whole} fallback={<WaitingState />}>
      <PendingState section={section} />
    </Streamed>
  );
  return (
    <div id={sectionNames[name].id} className={classes.part}>
      <Panel title={t("title")} description={t("about")} actions={badge}>
        <Streamed whole={whole} fallback={<PageSkeleton lines={2} />}>
          <PendingBody section={section} />
        </Streamed>
      </Panel>
    </div>
  );
}

async function PendingBody({ section }: Pick<Props, "section">) {
  return <Body section={await section} />;
}

function Body({ section: { records, findings } }: { section: AuditSection }) {
  const t = useTranslations("tools.domainAudit");
  return (
    <>
      <AuditRecords records={records} />
      <FindingList findings={findings} empty={<p className={classes.clean}>{t("noFindings")}</p>} />
    </>
  );
}
