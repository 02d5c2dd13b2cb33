"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import classes from "./create-key.module.css";
import { CreateKeyForm } from "./create-key-form.tsx";

/** Makes a key in a dialog that shows it this once. Closing it by whatever way forgets the key. */
export function CreateKeyDialog({ organization }: { organization: string }) {
  const t = useTranslations("api.keys.form");
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const [opened, setOpened] = useState(0);

  function open() {
    setOpened(opened + 1);
    dialog.current?.showModal();
  }

  return (
    <>
      <Button onClick={open}>{t("open")}</Button>
      <dialog
        ref={dialog}
        className={classes.dialog}
        aria-labelledby={titleId}
        onClose={() => {
          setOpened(opened + 1);
          router.refresh();
        }}
      >
        <h2 id={titleId} className={classes.title}>
          {t("title")}
        </h2>
        <CreateKeyForm key={opened} organization={organization} onClose={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}
