"use client";

import { TextInput } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useRef, useState } from "react";
import { SubmitButton } from "../../../../../_ui/submit-button.tsx";
import { setupPath } from "../../_parts/paths.ts";
import { type AddDomainState, addDomainAction } from "./actions.ts";
import classes from "./add-domain-form.module.css";

/** Asks for the domain's name. A refusal says why and, where a name can be read out of the input, offers it. */
export function AddDomainForm({ organization }: { organization: string }) {
  const t = useTranslations("domains.add");
  const [state, action] = useActionState(addDomainAction, null);
  const [name, setName] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const suggestion = state?.kind === "invalid-name" ? state.suggestion : "";

  function takeSuggestion() {
    setName(suggestion);
    field.current?.focus();
  }

  return (
    <form action={action} className={classes.form}>
      <input type="hidden" name="organization" value={organization} />
      <TextInput
        ref={field}
        name="name"
        label={t("name")}
        description={t("nameHint")}
        placeholder="example.org"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={state === null ? null : <Refusal state={state} organization={organization} />}
        errorProps={{ role: "alert" }}
        required
        withAsterisk={false}
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        size="md"
      />
      {suggestion === "" ? null : (
        <button type="button" className={classes.suggestion} onClick={takeSuggestion}>
          {t("takeSuggestion", { suggestion })}
        </button>
      )}
      <div>
        <SubmitButton>{t("submit")}</SubmitButton>
      </div>
    </form>
  );
}

function Refusal({
  state,
  organization,
}: {
  state: NonNullable<AddDomainState>;
  organization: string;
}): ReactNode {
  const t = useTranslations();
  switch (state.kind) {
    case "invalid-name":
      return t(`domainName.${state.fault}`);
    case "already-added":
      return t.rich("domains.add.alreadyAdded", {
        name: state.name,
        link: (words) => <Link href={setupPath({ organization, domain: state.name })}>{words}</Link>,
      });
    case "too-many":
      return t("domains.add.tooMany");
    default:
      return state satisfies never;
  }
}
