"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { HiddenText } from "../../../../../_ui/hidden-text.tsx";
import { SubmitButton } from "../../../../../_ui/submit-button.tsx";
import { testStored } from "../actions.ts";
import { TestResult } from "./test-result.tsx";
import classes from "./test-stored.module.css";

type Props = { organization: string; id: string; name: string; children: ReactNode };

/** Tests a mailbox as it is stored; the other buttons stand beside. */
export function TestStored({ organization, id, name, children }: Props) {
  const t = useTranslations("mailboxes.test");
  const [state, action] = useActionState(testStored, null);
  return (
    <>
      <TestResult state={state} />
      <div className={classes.actions}>
        <form action={action}>
          <input type="hidden" name="organization" value={organization} />
          <input type="hidden" name="id" value={id} />
          <SubmitButton variant="default" size="xs">
            {t("button")} <HiddenText>{name}</HiddenText>
          </SubmitButton>
        </form>
        {children}
      </div>
    </>
  );
}
