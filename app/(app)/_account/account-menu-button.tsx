"use client";

import { IconBuilding, IconLogout, IconUserCircle } from "@tabler/icons-react";
import Link from "next/link";
import { useParams } from "next/navigation";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { HeaderMenu } from "../../_ui/header-menu.tsx";
import classes from "./account-menu-button.module.css";

type Props = { email: string; organizations: readonly { slug: string; name: string }[] };

/** Who is signed in, the way to the account and to each organization, and out. */
export function AccountMenuButton({ email, organizations }: Props) {
  const t = useTranslations("accounts.menu");
  const current = useParams()?.organization;
  return (
    <HeaderMenu button={<IconUserCircle size={22} aria-hidden="true" />} name={t("open", { email })}>
      <p className={classes.label}>{email}</p>
      <Link href="/account" className={classes.item}>
        <IconUserCircle size={18} aria-hidden="true" />
        {t("account")}
      </Link>
      {organizations.length === 0 ? null : (
        <>
          <p className={classes.label}>{t("organizations")}</p>
          <ul className={classes.list}>
            {organizations.map(({ slug, name }) => (
              <li key={slug}>
                <Link
                  href={`/o/${slug}/domains`}
                  className={classes.item}
                  aria-current={slug === current ? "true" : undefined}
                >
                  <IconBuilding size={18} aria-hidden="true" />
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <form action={() => signOut({ callbackUrl: "/" })} className={classes.end}>
        <button type="submit" className={classes.item}>
          <IconLogout size={18} aria-hidden="true" />
          {t("signOut")}
        </button>
      </form>
    </HeaderMenu>
  );
}
