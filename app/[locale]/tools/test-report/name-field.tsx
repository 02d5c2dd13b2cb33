import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { DomainNameResult } from "#lib/core/domain-name.ts";

type Props = {
  name: string;
  label: string;
  hint: string;
  value: string;
  /** `null` while nothing is typed. */
  result: DomainNameResult | null;
  onChange: (value: string) => void;
};

/** A domain name, with what is wrong with it. */
export function NameField({ name, label, hint, value, result, onChange }: Props) {
  const t = useTranslations();
  return (
    <TextInput
      name={name}
      label={label}
      description={hint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={result?.ok === false ? t(`domainName.${result.code}`) : null}
      maxLength={1000}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      inputMode="url"
    />
  );
}
