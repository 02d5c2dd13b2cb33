import { NativeSelect } from "@mantine/core";
import { useTranslations } from "next-intl";
import {
  type ProviderId,
  type ProviderValues,
  providerOf,
  providers,
  providerValues,
} from "#lib/core/publish/providers.ts";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import classes from "./provider-steps.module.css";

type Props = {
  /** Id of the form that the choice is sent with when there are no scripts. */
  form: string;
  /** A TXT record: absolute name without final dot, its zone, and its text. */
  record: { name: string; zone: string; value: string };
  provider: ProviderId;
  onProvider: (provider: ProviderId) => void;
};

/**
 * What goes into which box at a DNS provider, character by character. For client components; the messages that it needs
 * are `tools.providers`.
 */
export function ProviderSteps({ form, record, provider, onProvider }: Props) {
  const t = useTranslations("tools.providers");
  const chosen = providerOf(provider);
  return (
    <Panel title={t("title")}>
      <NativeSelect
        name="provider"
        form={form}
        label={t("label")}
        value={provider}
        data={providers.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(event) => onProvider(providerOf(event.currentTarget.value)?.id ?? provider)}
        className={classes.provider ?? ""}
      />
      {chosen === null ? null : (
        <Boxes
          zone={record.zone}
          values={providerValues(chosen, { name: record.name, zone: record.zone, text: record.value })}
        />
      )}
    </Panel>
  );
}

function Boxes({
  zone,
  values: { provider, name, value, line, long },
}: {
  zone: string;
  values: ProviderValues;
}) {
  const t = useTranslations("tools.providers");
  const { id, title, mostCharacters } = provider;
  const doubt = (box: "name" | "value") =>
    provider.unconfirmed.includes(box) ? ` ${t("unconfirmed", { provider: title })}` : "";
  return (
    <>
      <div>
        <div className={classes.label}>{t("where")}</div>
        <div className={classes.where}>{t(`each.${id}.where`)}</div>
      </div>
      {line === null ? null : <CopyField label={t("line")} hint={t("textView")} value={line} />}
      <CopyField
        label={t(`each.${id}.name`)}
        hint={(provider.name === "relative" ? t("relative", { zone }) : t("absolute")) + doubt("name")}
        value={name}
      />
      <CopyField label={t(`each.${id}.value`)} hint={t(provider.value) + doubt("value")} value={value} />
      {long === null ? null : (
        <Notice tone="warning">{t(`long.${long}`, { provider: title, most: mostCharacters ?? 0 })}</Notice>
      )}
      <p className={classes.note}>{t(`each.${id}.note`)}</p>
    </>
  );
}
