import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Panel } from "../../../_ui/panel.tsx";
import { RefusedMx } from "../_mta-sts/refused-mx.tsx";
import { FailureRows } from "./failure-rows.tsx";
import { type MadeReport, modes, policyTypes, type TestReportFields } from "./make-report.ts";
import classes from "./maker.module.css";
import { NameField } from "./name-field.tsx";

type Props = {
  fields: TestReportFields;
  made: MadeReport;
  onChange: (changes: Partial<TestReportFields>) => void;
};

/** All that the report is made of. */
export function MakerForm({ fields, made, onChange }: Props) {
  const t = useTranslations("tools.testReport.form");
  return (
    <form method="get" onSubmit={(event) => event.preventDefault()} className={classes.stack}>
      <Panel title={t("title")}>
        <div className={classes.fields}>
          <NameField
            name="domain"
            label={t("domain")}
            hint={t("domainHint")}
            value={fields.domain}
            result={made.domain}
            onChange={(domain) => onChange({ domain })}
          />
          <NameField
            name="reporter"
            label={t("reporter")}
            hint={t("reporterHint")}
            value={fields.reporter}
            result={made.reporter}
            onChange={(reporter) => onChange({ reporter })}
          />
          <TextInput
            type="date"
            name="day"
            label={t("day")}
            description={t("dayHint")}
            value={fields.day}
            onChange={(event) => onChange({ day: event.currentTarget.value })}
            error={made.wrong.day ? t("dayWrong") : null}
          />
          <PolicyFields fields={fields} made={made} onChange={onChange} />
          <TextInput
            name="successful"
            label={t("successful")}
            value={fields.successful}
            onChange={(event) => onChange({ successful: event.currentTarget.value })}
            error={made.wrong.successful ? t("countWrong") : null}
            inputMode="numeric"
            maxLength={20}
            autoComplete="off"
          />
        </div>
      </Panel>
      <Panel title={t("failures")} description={t("failuresHint")}>
        <FailureRows
          rows={fields.failures}
          wrong={made.wrong.failures}
          hosts={made.list.hosts.map(({ host }) => host)}
          onChange={(failures) => onChange({ failures })}
        />
      </Panel>
    </form>
  );
}

function PolicyFields({ fields, made, onChange }: Props) {
  const t = useTranslations("tools.testReport");
  return (
    <>
      <NativeSelect
        name="policy"
        label={t("form.policyType")}
        value={fields.policyType}
        data={policyTypes.map((value) => ({ value, label: t(`policyType.${value}`) }))}
        onChange={(event) => {
          const chosen = policyTypes.find((type) => type === event.currentTarget.value);
          if (chosen !== undefined) onChange({ policyType: chosen });
        }}
      />
      {fields.policyType === "sts" ? (
        <NativeSelect
          name="mode"
          label={t("form.mode")}
          value={fields.mode}
          data={[...modes]}
          onChange={(event) => {
            const chosen = modes.find((mode) => mode === event.currentTarget.value);
            if (chosen !== undefined) onChange({ mode: chosen });
          }}
        />
      ) : null}
      <Textarea
        name="mx"
        label={t("form.mx")}
        description={t("form.mxHint")}
        value={fields.mx}
        onChange={(event) => onChange({ mx: event.currentTarget.value })}
        error={made.wrong.mx ? t("form.mxMissing") : null}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={8_192}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: classes.code ?? "" }}
      />
      <RefusedMx list={made.list} />
    </>
  );
}
