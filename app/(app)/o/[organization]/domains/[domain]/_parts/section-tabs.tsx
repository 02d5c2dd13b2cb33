"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import classes from "./section-tabs.module.css";

type Section = {
  href: string;
  label: string;
  /** Whether pages below it belong to other sections. */
  exact: boolean;
};

/** The sections of a domain as links; the one that is shown is marked. */
export function SectionTabs({ label, sections }: { label: string; sections: readonly Section[] }) {
  const path = usePathname() ?? "";
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path marks another tab.
  useEffect(() => showCurrent(nav.current), [path]);
  return (
    <nav ref={nav} aria-label={label} className={classes.nav}>
      <ul className={classes.list}>
        {sections.map(({ href, label: words, exact }) => (
          <li key={href}>
            <Link href={href} className={classes.link} aria-current={currentMark(path, href, exact)}>
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** On narrow screens the tabs scroll sideways; the page itself stays where it is. */
function showCurrent(nav: HTMLElement | null): void {
  const current = nav?.querySelector<HTMLElement>("[aria-current]");
  if (!nav || !current) return;
  nav.scrollLeft = current.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
}

function currentMark(path: string, href: string, exact: boolean): "page" | "true" | undefined {
  if (path === href) return "page";
  return !exact && path.startsWith(`${href}/`) ? "true" : undefined;
}
