import { useTranslations } from "next-intl";
import type { MailboxState, MailboxView } from "#lib/services/mailboxes/list-mailboxes.ts";
import { ButtonLink } from "../../../../../_ui/button-link.tsx";
import { ClientMessages } from "../../../../../_ui/client-messages.tsx";
import { HiddenText } from "../../../../../_ui/hidden-text.tsx";
import { Panel } from "../../../../../_ui/panel.tsx";
import { TimeText } from "../../../../../_ui/time-text.tsx";
import type { Tone } from "../../../../../_ui/tone.ts";
import { ToneBadge } from "../../../../../_ui/tone-badge.tsx";
import { ProblemConfirm } from "../../../../_account/problem-confirm.tsx";
import { mailboxPath } from "../../_parts/paths.ts";
import { remove } from "../actions.ts";
import { FaultWords } from "./fault-words.tsx";
import classes from "./mailbox-list.module.css";
import { PauseButton } from "./pause-button.tsx";
import { TestStored } from "./test-stored.tsx";

type Props = { organization: string; mailboxes: MailboxView[]; manages: boolean };

const tones: Record<MailboxState, Tone> = {
  paused: "neutral",
  fault: "error",
  connected: "ok",
  waiting: "info",
};

/** The mailboxes, how each fares, and what can be done about it. */
export function MailboxList({ organization, mailboxes, manages }: Props) {
  const t = useTranslations("mailboxes");
  return (
    <ul className={classes.list} aria-label={t("listLabel")}>
      {mailboxes.map((mailbox) => (
        <li key={mailbox.id}>
          <Panel
            title={<span className={classes.long}>{mailbox.name}</span>}
            description={<Place mailbox={mailbox} />}
            actions={<ToneBadge tone={tones[mailbox.state]}>{t(`state.${mailbox.state}`)}</ToneBadge>}
          >
            <Standing mailbox={mailbox} />
            {manages ? <Actions organization={organization} mailbox={mailbox} /> : null}
          </Panel>
        </li>
      ))}
    </ul>
  );
}

function Place({ mailbox: { user, host, port, folder } }: { mailbox: MailboxView }) {
  const t = useTranslations("mailboxes");
  return <span className={classes.long}>{t("place", { user, host, port: String(port), folder })}</span>;
}

function Standing({ mailbox }: { mailbox: MailboxView }) {
  const t = useTranslations("mailboxes");
  const { fault, nextTryAt, mailsRead, reportsStored, readAt } = mailbox;
  const when = (at: Date) => ({ time: () => <TimeText value={at} show="relative" /> });
  return (
    <>
      {fault === null ? null : (
        <div className={classes.fault}>
          <FaultWords fault={fault} />
          {nextTryAt === null ? null : <p>{t.rich("nextTry", when(nextTryAt))}</p>}
        </div>
      )}
      <p className={classes.counts}>
        {t("counts", { mails: mailsRead, reports: reportsStored })}
        {readAt === null ? null : <> · {t.rich("readAt", when(readAt))}</>}
      </p>
    </>
  );
}

function Actions({
  organization,
  mailbox: { id, name, state },
}: {
  organization: string;
  mailbox: MailboxView;
}) {
  const t = useTranslations("mailboxes");
  return (
    <ClientMessages namespaces={["mailboxes", "accounts.problem"]}>
      <TestStored organization={organization} id={id} name={name}>
        <ButtonLink variant="default" size="xs" href={mailboxPath(organization, id)}>
          {t("edit")} <HiddenText>{name}</HiddenText>
        </ButtonLink>
        <PauseButton organization={organization} id={id} name={name} paused={state === "paused"} />
        <ProblemConfirm
          label={t("remove")}
          name={t("removeNamed", { name })}
          action={remove}
          fields={{ organization, id }}
        >
          {t("removeText")}
        </ProblemConfirm>
      </TestStored>
    </ClientMessages>
  );
}
