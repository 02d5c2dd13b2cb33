"use client";

import { Button, Checkbox } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { ConfirmButton } from "../../../../../_ui/confirm-button.tsx";
import type { Choice } from "./choice.ts";
import classes from "./quarantine.module.css";
import { useQuarantineActions } from "./use-quarantine-actions.ts";

/** Name of the checkboxes in `children`, whose values are ids. */
const boxName = "id";

type Props = Omit<Choice, "ids"> & { children: ReactNode };

/** What can be done with the entries of a list: with those that are ticked, or with all. */
export function ChooseEntries({ children, ...path }: Props) {
  const t = useTranslations("quarantine");
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<{ ids: string[]; all: boolean }>({ ids: [], all: false });
  const { isBusy, told, isFailed, replay, discard } = useQuarantineActions();

  function look() {
    const boxes = boxesOf(form.current);
    const ids = boxes.filter((box) => box.checked).map((box) => box.value);
    setChosen({ ids, all: boxes.length > 0 && ids.length === boxes.length });
  }

  function tickAll(isTicked: boolean) {
    for (const box of boxesOf(form.current)) box.checked = isTicked;
    look();
  }

  const choice = { ...path, ids: chosen.ids };
  const all = { ...path, ids: "all" as const };
  const untick = () => tickAll(false);
  return (
    <>
      <div className={classes.tools}>
        <Checkbox
          label={t("selectAll")}
          checked={chosen.all}
          indeterminate={chosen.ids.length > 0 && !chosen.all}
          onChange={(event) => tickAll(event.currentTarget.checked)}
        />
        {chosen.ids.length === 0 ? (
          <div className={classes.buttons}>
            <Button variant="default" loading={isBusy} onClick={() => replay(all, untick)}>
              {t("replayAll")}
            </Button>
            <ConfirmButton label={t("discardAll")} action={() => discard(all, untick)} danger>
              {t("discardAllText")}
            </ConfirmButton>
          </div>
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce form controls, and there are none.
          <div className={classes.buttons} role="group" aria-label={t("chosen")}>
            <span role="status">{t("selected", { count: chosen.ids.length })}</span>
            <Button variant="default" loading={isBusy} onClick={() => replay(choice, untick)}>
              {t("replayChosen")}
            </Button>
            <ConfirmButton label={t("discardChosen")} action={() => discard(choice, untick)} danger>
              {t("discardChosenText", { count: chosen.ids.length })}
            </ConfirmButton>
          </div>
        )}
      </div>
      <p role="status" className={classes.told} data-failed={isFailed}>
        {told}
      </p>
      <form ref={form} onChange={look}>
        {children}
      </form>
    </>
  );
}

function boxesOf(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>(`input[name="${boxName}"]`) ?? [])];
}
