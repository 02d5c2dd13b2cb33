import { VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Finding } from "#lib/core/finding.ts";
import { FindingList } from "../../../../../../_ui/finding-list.tsx";
import classes from "./step.module.css";

/** Anchors of the steps, for the links of the check beside them. */
export const stepIds = {
  ownership: "ownership",
  reports: "reports",
  policy: "policy",
  announce: "announce",
} as const;

type Props = {
  id: string;
  number: number;
  title: string;
  /** How it stands. */
  state: ReactNode;
  /** What to do, and why. */
  intro: ReactNode;
  /** What the newest check found about it. */
  findings: readonly Finding[];
  /** What to publish. */
  children: ReactNode;
};

/** One step of the set-up: what to do and why, what the newest check found, what to publish. */
export function Step({ id, number, title, state, intro, findings, children }: Props) {
  const t = useTranslations("domains.setup");
  return (
    <section id={id} className={classes.step} aria-labelledby={`${id}-title`}>
      <header className={classes.header}>
        <span className={classes.number} aria-hidden="true">
          {number}
        </span>
        <h2 id={`${id}-title`} className={classes.title}>
          <VisuallyHidden>{t("stepNumber", { number })}</VisuallyHidden> {title}
        </h2>
        {state}
      </header>
      <div className={classes.body}>
        <p>{intro}</p>
        {findings.length === 0 ? null : (
          <div className={classes.findings}>
            <h3 className={classes.found}>{t("found")}</h3>
            <FindingList findings={findings} headingLevel={4} />
          </div>
        )}
        {children}
      </div>
    </section>
  );
}
