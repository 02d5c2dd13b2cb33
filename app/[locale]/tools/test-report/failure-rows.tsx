import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { resultTypes } from "#lib/core/tlsrpt/result-type.ts";
import { type FailureFields, isResultType, mostFailures } from "./make-report.ts";
import classes from "./maker.module.css";

type Props = {
  rows: readonly FailureFields[];
  /** Whose count cannot be used. */
  wrong: readonly boolean[];
  hosts: readonly string[];
  onChange: (rows: FailureFields[]) => void;
};

/** Failures by type, each with the mail host that it was about. */
export function FailureRows({ rows, wrong, hosts, onChange }: Props) {
  const t = useTranslations("tools.testReport.form");
  const isFull = rows.length >= mostFailures;
  return (
    <div className={classes.fields}>
      {rows.map((row, index) => (
        <FailureRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row holds no state of its own.
          key={index}
          number={index + 1}
          row={row}
          isWrong={wrong[index] === true}
          hosts={hosts}
          onChange={(changed) => onChange(rows.map((one, at) => (at === index ? changed : one)))}
          onRemove={() => onChange(rows.filter((_, at) => at !== index))}
        />
      ))}
      {isFull ? <p className={classes.hint}>{t("mostFailures", { count: mostFailures })}</p> : null}
      <Button
        type="button"
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        disabled={isFull}
        className={classes.add ?? ""}
        onClick={() => onChange([...rows, { resultType: "starttls-not-supported", sessions: "1", mx: "" }])}
      >
        {t("addFailure")}
      </Button>
    </div>
  );
}

type RowProps = {
  number: number;
  row: FailureFields;
  isWrong: boolean;
  hosts: readonly string[];
  onChange: (row: FailureFields) => void;
  onRemove: () => void;
};

function FailureRow({ number, row, isWrong, hosts, onChange, onRemove }: RowProps) {
  const t = useTranslations("tools.testReport.form");
  return (
    <fieldset className={classes.failure}>
      <legend className={classes.legend}>{t("failure", { number })}</legend>
      <TypeSelect row={row} onChange={onChange} />
      <TextInput
        label={t("sessions")}
        value={row.sessions}
        onChange={(event) => onChange({ ...row, sessions: event.currentTarget.value })}
        error={isWrong ? t("countWrong") : null}
        inputMode="numeric"
        maxLength={20}
        autoComplete="off"
      />
      {hosts.length === 0 ? null : (
        <NativeSelect
          label={t("failureMx")}
          value={hosts.includes(row.mx) ? row.mx : hosts[0]}
          data={[...hosts]}
          onChange={(event) => onChange({ ...row, mx: event.currentTarget.value })}
        />
      )}
      <ActionIcon
        type="button"
        variant="subtle"
        size={28}
        aria-label={t("removeFailure", { number })}
        className={classes.remove ?? ""}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden="true" />
      </ActionIcon>
    </fieldset>
  );
}

function TypeSelect({ row, onChange }: Pick<RowProps, "row" | "onChange">) {
  const t = useTranslations();
  return (
    <NativeSelect
      label={t("tools.testReport.form.resultType")}
      value={row.resultType}
      data={Object.keys(resultTypes)
        .filter(isResultType)
        .map((value) => ({
          value,
          label: t("tools.testReport.form.typeOption", {
            type: value,
            title: t(`failureTypes.${value}.title`),
          }),
        }))}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (isResultType(chosen)) onChange({ ...row, resultType: chosen });
      }}
      className={classes.wide ?? ""}
    />
  );
}
