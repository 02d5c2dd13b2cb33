import { useTranslations } from "next-intl";
import type { MailboxFault } from "#lib/core/mailbox/mailbox-fault.ts";
import classes from "./fault-words.module.css";

/** Why a mailbox cannot be read, what to do about it, and what was answered. */
export function FaultWords({ fault: { code, words } }: { fault: MailboxFault }) {
  const t = useTranslations("mailboxes");
  return (
    <>
      <p className={classes.words}>{t(`fault.${code}`)}</p>
      {words === null ? null : <p className={classes.said}>{t("serverSaid", { words })}</p>}
    </>
  );
}
