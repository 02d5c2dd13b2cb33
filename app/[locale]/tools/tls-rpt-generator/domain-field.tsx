import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DomainNameResult } from "#lib/core/domain-name.ts";
import classes from "./generator.module.css";

type Props = { value: string; result: DomainNameResult | null; onChange: (value: string) => void };

/** What is wrong is said once the field was left, and from then on while one types. */
export function DomainField({ value, result, onChange }: Props) {
  const t = useTranslations("tools.tlsRptGenerator");
  const [left, setLeft] = useState(value !== "");
  const isOther = result?.ok && result.value !== value.trim();
  return (
    <TextInput
      name="domain"
      label={t("domain")}
      description={isOther ? t("domainRead", { domain: result.value }) : t("domainHint")}
      placeholder="example.com"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      error={left && result?.ok === false ? <Refusal result={result} onChange={onChange} /> : null}
      maxLength={1000}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      inputMode="url"
    />
  );
}

type RefusalProps = { result: Extract<DomainNameResult, { ok: false }>; onChange: Props["onChange"] };

function Refusal({ result: { code, suggestion }, onChange }: RefusalProps) {
  const t = useTranslations();
  return (
    <>
      {t(`domainName.${code}`)}{" "}
      {suggestion === null ? null : (
        <button type="button" className={classes.suggestion} onClick={() => onChange(suggestion)}>
          {t("tools.tlsRptGenerator.use", { suggestion })}
        </button>
      )}
    </>
  );
}
