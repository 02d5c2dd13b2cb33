import { useTranslations } from "next-intl";
import type { AuditSection } from "#lib/core/audit/section.ts";
import { type Tally, tallyOf, tallySentences } from "./tally.ts";

/** The whole audit in a few words, once all of it is known. */
export async function PendingTally({ sections }: { sections: Promise<AuditSection>[] }) {
  return <TallyText tally={tallyOf(await Promise.all(sections))} />;
}

function TallyText({ tally }: { tally: Tally }) {
  const t = useTranslations("tools.domainAudit.verdict");
  return (
    <p>
      {tallySentences(tally)
        .map(({ key, count }) => t(key, { count }))
        .join(" ")}
    </p>
  );
}
