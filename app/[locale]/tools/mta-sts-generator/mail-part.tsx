import { Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { coverListed } from "#lib/core/inspect/cover-listed.ts";
import type { MxList } from "#lib/core/mtasts/mx-list.ts";
import { type MtaStsDraft, type PolicyNaming, wildcardPools } from "#lib/core/publish/mta-sts-draft.ts";
import { Panel } from "../../../_ui/panel.tsx";
import { CoverageTable } from "../_mta-sts/coverage-table.tsx";
import { RefusedMx } from "../_mta-sts/refused-mx.tsx";
import { Choices } from "./choices.tsx";
import { FoundMail } from "./found-mail.tsx";
import classes from "./generator.module.css";
import type { GeneratorStart } from "./start.ts";

type Props = {
  start: GeneratorStart;
  typed: string;
  list: MxList;
  draft: MtaStsDraft;
  naming: PolicyNaming;
  onText: (text: string) => void;
  onNaming: (naming: PolicyNaming) => void;
};

/** The hosts that the policy is to name, and by which names. */
export function MailPart({ start, typed, list, draft, naming, onText, onNaming }: Props) {
  const t = useTranslations("tools.mtaStsGenerator.mail");
  const { rows } = coverListed(list.hosts, draft.policy?.value ?? null);
  return (
    <Panel title={t("title")}>
      <FoundMail start={start} />
      <Textarea
        name="mx"
        label={t("label")}
        description={t("hint")}
        value={typed}
        onChange={(event) => onText(event.currentTarget.value)}
        placeholder={"10 mx1.example.com\n20 mx2.example.com"}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={65_536}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        classNames={{ input: classes.box ?? "" }}
      />
      <RefusedMx list={list} />
      {list.hosts.length === 0 ? null : <CoverageTable rows={rows} />}
      {draft.policy?.value.mode === "none" ? null : (
        <Naming hosts={list.hosts.map(({ host }) => host)} naming={naming} onNaming={onNaming} />
      )}
    </Panel>
  );
}

type NamingProps = Pick<Props, "naming" | "onNaming"> & { hosts: string[] };

function Naming({ hosts, naming, onNaming }: NamingProps) {
  const t = useTranslations("tools.mtaStsGenerator.naming");
  const patterns = wildcardPools(hosts).map(({ pattern }) => pattern);
  if (hosts.length === 0) return null;
  if (patterns.length === 0) return <p className={classes.quiet}>{t("none")}</p>;
  return (
    <Choices
      name="names"
      label={t("label")}
      value={naming}
      choices={[
        { value: "exact", label: t("exact"), text: t("exactText") },
        {
          value: "wildcard",
          label: t("wildcard", { patterns: patterns.join(", ") }),
          text: t("wildcardText"),
        },
      ]}
      onChoice={onNaming}
    />
  );
}
