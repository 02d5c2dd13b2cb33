"use client";

import { Radio, Stack } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { CopyField } from "../../../../_ui/copy-field.tsx";
import { Notice } from "../../../../_ui/notice.tsx";
import { SubmitButton } from "../../../../_ui/submit-button.tsx";
import { EmailField } from "../../../_account/email-field.tsx";
import { ProblemNotice, useFieldProblem } from "../../../_account/problem-notice.tsx";
import { type InviteState, invite } from "./actions.ts";
import classes from "./invite-form.module.css";

const roles = ["viewer", "member", "admin"] as const;

/** Invites an address in a role, and shows the link once. */
export function InviteForm({ organization }: { organization: string }) {
  const t = useTranslations("accounts");
  const words = useFieldProblem();
  const [state, action] = useActionState(invite, {});
  return (
    <form action={action} noValidate className={classes.form}>
      <ProblemNotice problem={state.problem} />
      {state.invited ? <Invited state={state} /> : null}
      <input type="hidden" name="organization" value={organization} />
      <EmailField
        autoComplete="off"
        problem={state.fields?.email}
        value={state.done ? "" : state.values?.email}
        size="sm"
      />
      <Radio.Group
        name="role"
        label={t("members.role")}
        defaultValue={state.values?.role ?? "member"}
        error={words(state.fields?.role)}
      >
        <Stack gap="sm" mt="xs">
          {roles.map((role) => (
            <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`roleMeaning.${role}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <div>
        <SubmitButton>{t("members.inviteSubmit")}</SubmitButton>
      </div>
    </form>
  );
}

function Invited({ state }: { state: InviteState }) {
  const t = useTranslations("accounts.members");
  const email = state.values?.email ?? "";
  const mailed = state.invited?.mailed === true;
  return (
    <Notice
      tone={mailed ? "ok" : "info"}
      role="status"
      title={mailed ? t("invitedMailed", { email }) : t("invitedNotMailed", { email })}
    >
      <CopyField label={t("link")} hint={t("linkHint")} value={state.invited?.link ?? ""} />
    </Notice>
  );
}
