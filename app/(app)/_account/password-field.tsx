"use client";

import { PasswordInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProblemCode } from "./form-state.ts";
import { useFieldProblem } from "./problem-notice.tsx";

type Props = {
  name: string;
  label: string;
  /** `new` says how long a password must be. */
  kind: "current" | "new";
  /** Shortest length, for `new`. */
  min?: number;
  problem?: ProblemCode | undefined;
  /** `md` where the form is the whole page. */
  size?: "sm" | "md";
};

/** A password that can be shown; needs the messages `accounts.field` and `accounts.problem`. */
export function PasswordField({ name, label, kind, min = 0, problem, size = "md" }: Props) {
  const t = useTranslations("accounts.field");
  const words = useFieldProblem();
  const [visible, setVisible] = useState(false);
  return (
    <PasswordInput
      name={name}
      label={label}
      description={kind === "new" ? t("newPasswordHint", { min }) : null}
      error={words(problem)}
      required
      withAsterisk={false}
      autoComplete={kind === "new" ? "new-password" : "current-password"}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{
        "aria-label": visible ? t("hidePassword") : t("showPassword"),
        tabIndex: 0,
      }}
      maxLength={256}
      size={size}
    />
  );
}
