import { ActionIcon, TextInput } from "@mantine/core";
import { IconArrowUp, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Finding } from "#lib/core/finding.ts";
import { findingWording } from "../../../_ui/finding-wording.ts";
import { ToneIcon } from "../../../_ui/tone-icon.tsx";
import type { TypedDestination } from "./generate.ts";
import classes from "./generator.module.css";

type Props = {
  /** From 1. */
  number: number;
  text: string;
  read: TypedDestination | null;
  onChange: (text: string) => void;
  /** `null` where it cannot be done. */
  onUp: (() => void) | null;
  onRemove: (() => void) | null;
};

/** One destination: what it was read as, and, once the box was left, what is wrong with it. */
export function DestinationField({ number, text, read, onChange, onUp, onRemove }: Props) {
  const t = useTranslations("tools.tlsRptGenerator");
  const [left, setLeft] = useState(text !== "");
  const findings = left ? (read?.findings ?? []) : [];
  const wrong = findings.filter(({ severity }) => severity === "error" || read?.usable === false);
  const notes = findings.filter((one) => !wrong.includes(one));
  const isOther = read?.usable === true && read.uri !== text.trim();
  return (
    <div className={classes.destination}>
      <TextInput
        name="rua"
        label={t("destination", { number })}
        description={isOther ? t("read", { uri: read.uri }) : undefined}
        inputWrapperOrder={["label", "input", "description", "error"]}
        placeholder={t(number === 1 ? "placeholder" : "placeholderNext")}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => setLeft(true)}
        error={wrong.length === 0 ? null : <Advice findings={wrong} />}
        maxLength={1000}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
      <div className={classes.rowActions}>
        {onUp === null ? null : (
          <ActionIcon
            type="button"
            variant="subtle"
            size={28}
            aria-label={t("up", { number })}
            onClick={onUp}
          >
            <IconArrowUp size={16} aria-hidden="true" />
          </ActionIcon>
        )}
        {onRemove === null ? null : (
          <ActionIcon
            type="button"
            variant="subtle"
            size={28}
            aria-label={t("remove", { number })}
            onClick={onRemove}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        )}
      </div>
      {notes.length === 0 ? null : (
        <div className={classes.notes}>
          <Advice findings={notes} />
        </div>
      )}
    </div>
  );
}

/** The words of findings, small enough to stand under a box. */
function Advice({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations();
  return findings.map((finding) => {
    const { title, meaning, remedy } = findingWording(t, finding);
    return (
      <span key={finding.code} className={classes.advice} data-severity={finding.severity}>
        <ToneIcon tone={finding.severity} size={14} />
        <span>
          <strong>{title}.</strong> {meaning} {remedy}
        </span>
      </span>
    );
  });
}
