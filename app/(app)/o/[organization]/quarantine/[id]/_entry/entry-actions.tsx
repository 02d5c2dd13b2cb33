"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmButton } from "../../../../../../_ui/confirm-button.tsx";
import classes from "../../_quarantine/quarantine.module.css";
import { useQuarantineActions } from "../../_quarantine/use-quarantine-actions.ts";

type Props = { organization: string; id: string /** Where to go when it is gone. */; back: string };

/** Tries one entry again, or discards it. */
export function EntryActions({ organization, id, back }: Props) {
  const t = useTranslations("quarantine");
  const router = useRouter();
  const { isBusy, told, isFailed, replay, discard } = useQuarantineActions();
  const choice = { organization, ids: [id] };
  return (
    <div>
      <div className={classes.buttons}>
        <Button
          loading={isBusy}
          onClick={() =>
            replay(choice, (outcome) => {
              if (outcome.kind === "replayed" && outcome.left === 0) router.push(back);
            })
          }
        >
          {t("replayOne")}
        </Button>
        <ConfirmButton label={t("discardOne")} action={() => discard(choice, () => router.push(back))} danger>
          {t("discardOneText")}
        </ConfirmButton>
      </div>
      <p role="status" className={classes.told} data-failed={isFailed}>
        {told}
      </p>
    </div>
  );
}
