"use client";

import { useTranslations } from "next-intl";
import { ErrorNotice } from "../../_ui/error-notice.tsx";
import type { Problem, ProblemCode } from "./form-state.ts";

/** What went wrong with the whole form; needs the messages `accounts.problem`. */
export function ProblemNotice({ problem }: { problem: Problem | undefined }) {
  const t = useTranslations("accounts.problem");
  return problem ? <ErrorNotice>{t(problem.code, { minutes: problem.minutes ?? 1 })}</ErrorNotice> : null;
}

/** The text under a field, or nothing. */
export function useFieldProblem(): (code: ProblemCode | undefined) => string | null {
  const t = useTranslations("accounts.problem");
  return (code) => (code ? t(code, { minutes: 1 }) : null);
}
