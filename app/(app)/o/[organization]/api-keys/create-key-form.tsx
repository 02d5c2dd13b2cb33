"use client";

import { Button, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { CopyField } from "../../../../_ui/copy-field.tsx";
import { ErrorNotice } from "../../../../_ui/error-notice.tsx";
import { Notice } from "../../../../_ui/notice.tsx";
import { SubmitButton } from "../../../../_ui/submit-button.tsx";
import { type CreateKeyState, createKey } from "./actions.ts";
import classes from "./create-key.module.css";
import { keyLifetimes, keyPowers } from "./key-choices.ts";

type Props = { organization: string; onClose: () => void };

/** What the key is for and what it may; then, once it is made, the key in its place. */
export function CreateKeyForm({ organization, onClose }: Props) {
  const t = useTranslations("api.keys");
  const [state, action] = useActionState(createKey, {});
  if (state.key !== undefined) return <MadeKey value={state.key} onClose={onClose} />;
  return (
    <form action={action} noValidate className={classes.form}>
      {state.problem ? <ErrorNotice>{t(`problem.${state.problem}`)}</ErrorNotice> : null}
      <input type="hidden" name="organization" value={organization} />
      <TextInput
        name="name"
        label={t("form.name")}
        description={t("form.nameHint")}
        defaultValue={state.values?.name ?? ""}
        error={state.name ? t(`problem.${state.name}`) : null}
        maxLength={80}
        autoComplete="off"
        required
        withAsterisk={false}
      />
      <Powers state={state} />
      <NativeSelect
        name="lifetime"
        label={t("form.lifetime")}
        defaultValue={state.values?.lifetime ?? "365"}
        data={keyLifetimes.map((days) => ({
          value: String(days),
          label: t("form.days", { days }),
        }))}
      />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t("form.cancel")}
        </Button>
        <SubmitButton>{t("form.submit")}</SubmitButton>
      </div>
    </form>
  );
}

function Powers({ state }: { state: CreateKeyState }) {
  const t = useTranslations("api.keys");
  return (
    <Radio.Group name="power" label={t("form.power")} defaultValue={state.values?.power ?? "read"}>
      <Stack gap="sm" mt="xs">
        {keyPowers.map((power) => (
          <Radio
            key={power}
            value={power}
            label={t(`scope.${power}.label`)}
            description={t(`scope.${power}.meaning`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function MadeKey({ value, onClose }: { value: string; onClose: () => void }) {
  const t = useTranslations("api.keys.form");
  return (
    <div className={classes.form}>
      <Notice tone="ok" role="status" title={t("made")}>
        {t("madeText")}
      </Notice>
      <CopyField label={t("key")} value={value} />
      <div className={classes.buttons}>
        <Button onClick={onClose}>{t("close")}</Button>
      </div>
    </div>
  );
}
