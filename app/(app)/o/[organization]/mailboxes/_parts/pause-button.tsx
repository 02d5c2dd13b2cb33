"use client";

import { useTranslations } from "next-intl";
import { HiddenText } from "../../../../../_ui/hidden-text.tsx";
import { SubmitButton } from "../../../../../_ui/submit-button.tsx";
import { pause } from "../actions.ts";

type Props = { organization: string; id: string; name: string; paused: boolean };

/** Stops reading a mailbox, or goes on. */
export function PauseButton({ organization, id, name, paused }: Props) {
  const t = useTranslations("mailboxes");
  return (
    <form action={pause}>
      <input type="hidden" name="organization" value={organization} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="paused" value={String(!paused)} />
      <SubmitButton variant="default" size="xs">
        {t(paused ? "resume" : "pause")} <HiddenText>{name}</HiddenText>
      </SubmitButton>
    </form>
  );
}
