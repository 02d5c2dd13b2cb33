"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import classes from "./navigation-list.module.css";

export type NavigationItem = {
  href: string;
  label: string;
  /** An icon of 18 px; decorative. */
  icon?: ReactNode;
};

/** Links of the main navigation; the one whose pages are shown is marked. */
export function NavigationList({ items }: { items: readonly NavigationItem[] }) {
  const path = usePathname() ?? "";
  const current = longestMatch(items, path);
  return (
    <ul className={classes.list}>
      {items.map((item) => (
        <li key={item.href}>
          <Link
            href={item.href}
            className={classes.link}
            data-current={item.href === current}
            aria-current={item.href === path ? "page" : item.href === current ? "true" : undefined}
          >
            <span className={classes.icon} aria-hidden="true">
              {item.icon}
            </span>
            <span className={classes.label}>{item.label}</span>
            <PendingMark />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Says that the page is on its way when the server takes a moment. */
function PendingMark() {
  const { pending } = useLinkStatus();
  return <span className={classes.pending} data-pending={pending} aria-hidden="true" />;
}

function longestMatch(items: readonly NavigationItem[], path: string): string | null {
  const matches = items.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  matches.sort((a, b) => b.href.length - a.href.length);
  return matches[0]?.href ?? null;
}
