import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { QuarantinedView } from "#lib/services/quarantine/show-quarantined.ts";
import { PageHeader } from "../../../../../../_ui/page-header.tsx";
import { quarantinedPath, quarantinePath } from "../../../_parts/paths.ts";
import { useReasonWords } from "../../_quarantine/use-reason-words.ts";

/** Why it was kept aside, what to do, and its bytes as a file. */
export function EntryHead({ organization, entry }: { organization: string; entry: QuarantinedView }) {
  const t = useTranslations("quarantine.one");
  const { title, remedy } = useReasonWords()(entry.reason);
  return (
    <PageHeader
      title={title}
      description={remedy}
      back={{ href: quarantinePath(organization, entry.domain), label: t("back") }}
      actions={
        <Button
          component="a"
          href={`${quarantinedPath(organization, entry.id)}/raw`}
          variant="default"
          download
        >
          {t("download")}
        </Button>
      }
    />
  );
}
