import { useTranslations } from "next-intl";
import { passwordLength } from "#lib/services/accounts/secrets.ts";
import type { InvitationView } from "#lib/services/accounts/show-invitation.ts";
import { ButtonLink } from "../../../_ui/button-link.tsx";
import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import classes from "../../_account/form-card.module.css";
import { FormCard } from "../../_account/form-card.tsx";
import { SignOutButton } from "../../sign-out/sign-out-button.tsx";
import { AcceptForm } from "./accept-form.tsx";
import { CreateForm } from "./create-form.tsx";

type Props = {
  token: string;
  invitation: InvitationView | null;
  /** Address of whoever is signed in here. */
  current: string | null;
};

/** What can be done with the link: make the account, accept with the one that exists, or sign in or out first. */
export function NextStep({ token, invitation, current }: Props) {
  const t = useTranslations("accounts.create");
  if (!invitation) return <SignInFirst path="/sign-in" />;
  const email = invitation.purpose === "set-up" ? null : invitation.email;
  if (current !== null && current !== email) return <OtherAddress email={email ?? ""} current={current} />;
  if (current !== null) return <Accept token={token} invitation={invitation} email={current} />;
  if (invitation.purpose !== "set-up" && invitation.hasAccount) {
    const joins = invitation.purpose === "join";
    return (
      <FormCard>
        <p className={classes.text}>{t(joins ? "signInFirst" : "hasAccount", { email: invitation.email })}</p>
        <SignInFirst path={signInPath(invitation.email, joins ? `/sign-up/${token}` : null)} />
      </FormCard>
    );
  }
  return (
    <FormCard>
      <ClientMessages namespaces={["accounts.create", "accounts.field", "accounts.problem"]}>
        <CreateForm token={token} email={email} min={passwordLength.min} />
      </ClientMessages>
    </FormCard>
  );
}

function signInPath(email: string, returnTo: string | null): string {
  return `/sign-in?${new URLSearchParams({ email, ...(returnTo ? { callbackUrl: returnTo } : {}) })}`;
}

function SignInFirst({ path }: { path: string }) {
  const t = useTranslations("accounts.create");
  return (
    <ButtonLink href={path} size="md">
      {t("signIn")}
    </ButtonLink>
  );
}

function OtherAddress({ email, current }: { email: string; current: string }) {
  const t = useTranslations("accounts.create");
  return (
    <FormCard>
      <Notice tone="warning" title={t("otherAddressTitle")}>
        {t("otherAddressText", { email, current })}
      </Notice>
      <ClientMessages namespaces={["accounts.signOut"]}>
        <SignOutButton returnTo="here" />
      </ClientMessages>
    </FormCard>
  );
}

function Accept({ token, invitation, email }: { token: string; invitation: InvitationView; email: string }) {
  const t = useTranslations("accounts.create");
  if (invitation.purpose !== "join") return <SignInFirst path="/domains" />;
  return (
    <FormCard>
      <p className={classes.text}>{t("acceptText", { email })}</p>
      <ClientMessages namespaces={["accounts.create", "accounts.problem"]}>
        <AcceptForm token={token} organization={invitation.organization} />
      </ClientMessages>
    </FormCard>
  );
}
