"use client";

import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import classes from "./copy-button.module.css";
import { copyText } from "./copy-text.ts";
import hidden from "./hidden-text.module.css";
import { HiddenText } from "./hidden-text.tsx";

type Props = {
  value: string;
  /** What is copied, for screen readers, e.g. "Value". */
  label: string;
  /** Called when the browser refuses, so that the caller can select the text instead. */
  onRefused?: (() => void) | undefined;
};

type Outcome = "idle" | "copied" | "failed";

const shownMilliseconds = 2500;

/** Copies a text and says so, on the button and to screen readers. */
export function CopyButton({ value, label, onRefused }: Props) {
  const t = useTranslations("client.copy");
  const [outcome, setOutcome] = useState<Outcome>("idle");

  useEffect(() => {
    if (outcome !== "copied") return;
    const timer = setTimeout(() => setOutcome("idle"), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    const copied = await copyText(value);
    setOutcome(copied ? "copied" : "failed");
    if (!copied) onRefused?.();
  }

  const Icon = outcome === "copied" ? IconCheck : IconCopy;
  return (
    <span className={classes.root}>
      <button type="button" className={classes.button} data-outcome={outcome} onClick={copy}>
        <Icon size={16} aria-hidden="true" />
        <span aria-hidden="true">{outcome === "copied" ? t("copied") : t("copy")}</span>
        <HiddenText>{t("copyNamed", { label })}</HiddenText>
      </button>
      <span role="status" className={outcome === "failed" ? classes.failed : hidden.hidden}>
        {outcome === "idle" ? "" : t(outcome)}
      </span>
    </span>
  );
}
