"use client";

import { Button, Radio, Stack, VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState, useId, useRef, useState } from "react";
import { SubmitButton } from "../../../../_ui/submit-button.tsx";
import classes from "../../../_account/problem-confirm.module.css";
import { ProblemNotice } from "../../../_account/problem-notice.tsx";
import { type RoleState, setRole } from "./actions.ts";

type Role = "owner" | "admin" | "member" | "viewer";

type Props = {
  organization: string;
  person: { userId: string; email: string; role: Role; self: boolean };
  /** What the viewer may make of the person, the present role included. */
  roles: readonly Role[];
};

/** Chooses another role for a member, and says what each would allow. */
export function RoleDialog({ organization, person, roles }: Props) {
  const t = useTranslations();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(0);
  const [state, submit] = useActionState(closing, {});
  const name = t("accounts.members.changeRoleNamed", { email: person.email });

  async function closing(before: RoleState, form: FormData): Promise<RoleState> {
    const after = await setRole(before, form);
    if (after.done) dialog.current?.close();
    return after;
  }

  function open() {
    setOpened(opened + 1);
    dialog.current?.showModal();
  }

  return (
    <>
      <Button variant="default" size="xs" aria-label={name} onClick={open}>
        {t("accounts.members.changeRole")}
      </Button>
      <VisuallyHidden role="status">{state.done ? t("accounts.members.roleChanged") : ""}</VisuallyHidden>
      <dialog ref={dialog} className={classes.dialog} aria-labelledby={titleId}>
        <h2 id={titleId} className={classes.title}>
          {name}
        </h2>
        {person.self ? <p>{t("accounts.members.ownRoleText")}</p> : null}
        <form action={submit} className={classes.form}>
          <ProblemNotice problem={state.problem} />
          <input type="hidden" name="organization" value={organization} />
          <input type="hidden" name="userId" value={person.userId} />
          {/* Each opening begins at the present role, whatever was chosen and cancelled before. */}
          <Radio.Group
            key={`${opened}-${person.role}`}
            name="role"
            label={t("accounts.members.role")}
            defaultValue={person.role}
          >
            <Stack gap="sm" mt="xs">
              {roles.map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`accounts.role.${role}`)}
                  description={t(`accounts.roleMeaning.${role}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => dialog.current?.close()}>
              {t("client.confirm.cancel")}
            </Button>
            <SubmitButton>{t("accounts.members.roleSubmit")}</SubmitButton>
          </div>
        </form>
      </dialog>
    </>
  );
}
