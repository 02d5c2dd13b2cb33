"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ProblemCode } from "./form-state.ts";
import { useFieldProblem } from "./problem-notice.tsx";

type Props = {
  /** `username` where one signs in, so that password managers fill it. */
  autoComplete: "username" | "email" | "off";
  problem?: ProblemCode | undefined;
  value?: string | undefined;
  autoFocus?: boolean;
  /** `md` where the form is the whole page. */
  size?: "sm" | "md";
};

/** Field `email`; needs the messages `accounts.field` and `accounts.problem`. */
export function EmailField({ autoComplete, problem, value, autoFocus = false, size = "md" }: Props) {
  const t = useTranslations("accounts.field");
  const words = useFieldProblem();
  return (
    <TextInput
      name="email"
      type="email"
      label={t("email")}
      defaultValue={value ?? ""}
      error={words(problem)}
      required
      withAsterisk={false}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      autoFocus={autoFocus}
      maxLength={254}
      size={size}
    />
  );
}
