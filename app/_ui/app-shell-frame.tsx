"use client";

import { AppShell, Burger } from "@mantine/core";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import classes from "./app-shell-frame.module.css";
import { mainId } from "./main-id.ts";

type Props = {
  brand: ReactNode;
  organization: ReactNode;
  tools: ReactNode;
  navigation: ReactNode;
  navigationFoot: ReactNode;
  footer: ReactNode;
  children: ReactNode;
};

/** The moving parts of `AppFrame`: the navigation folds into a menu on narrow screens and closes after a jump. */
export function AppShellFrame(props: Props) {
  const t = useTranslations("client.menu");
  const path = usePathname();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const opened = openedAt === path;
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !opened } }}
      transitionDuration={0}
    >
      <AppShell.Header className={classes.header}>
        <Burger
          opened={opened}
          onClick={() => setOpenedAt(opened ? null : path)}
          hiddenFrom="sm"
          size="sm"
          aria-expanded={opened}
          aria-controls="main-navigation"
          aria-label={opened ? t("close") : t("open")}
        />
        {props.brand}
        <div className={classes.organization}>{props.organization}</div>
        <div className={classes.tools}>{props.tools}</div>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} component="div" id="main-navigation">
        {props.navigation}
        <div className={classes.foot}>{props.navigationFoot}</div>
      </AppShell.Navbar>
      <AppShell.Main id={mainId} tabIndex={-1} className={classes.main}>
        <div className={classes.content}>{props.children}</div>
        {props.footer}
      </AppShell.Main>
    </AppShell>
  );
}
