import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { MtaStsDraft } from "#lib/core/publish/mta-sts-draft.ts";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import classes from "./generator.module.css";

/** The file to serve, to copy or to save, or what it still waits for. */
export function PolicyFile({ draft: { policy, policyUrl } }: { draft: MtaStsDraft }) {
  const t = useTranslations("tools.mtaStsGenerator.result");
  if (policy === null) return <EmptyState title={t("noHosts.title")}>{t("noHosts.text")}</EmptyState>;
  return (
    <Panel title={t("title")} description={t("text")}>
      <CopyField label={t("url")} value={policyUrl} />
      <CopyField label={t("content")} value={policy.text} multiline />
      <div className={classes.actions}>
        <Button
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(policy.text)}`}
          download="mta-sts.txt"
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden="true" />}
        >
          {t("download")}
        </Button>
      </div>
    </Panel>
  );
}
