"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import classes from "./section-tabs.module.css";

type Section = {
  href: string;
  label: string;
  /** Whether pages below it belong to other sections. */
  exact: boolean;
};

/** The sections of a domain as links; the one that is shown is marked. */
export function SectionTabs({ label, sections }: { label: string; sections: readonly Section[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={classes.nav}>
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

function currentMark(path: string, href: string, exact: boolean): "page" | "true" | undefined {
  if (path === href) return "page";
  return !exact && path.startsWith(`${href}/`) ? "true" : undefined;
}
