"use client";

import { usePathname } from "next/navigation";
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import classes from "./header-menu.module.css";

type Props = {
  /** What the button shows. */
  button: ReactNode;
  /** The button's name where what it shows is no text. */
  name?: string;
  /** Links, buttons and forms; a plain list rather than an ARIA menu, so every element keeps its own role. */
  children: ReactNode;
};

/** A button in the header that opens a small panel; Escape, a click elsewhere or leaving by keyboard closes it. */
export function HeaderMenu({ button, name, children }: Props) {
  const path = usePathname();
  const panelId = useId();
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const opened = openedAt === path;

  useEffect(() => {
    if (!opened) return;
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpenedAt(null);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [opened]);

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== "Escape" || !opened) return;
    setOpenedAt(null);
    opener.current?.focus();
  }

  function closeOnLeave(event: FocusEvent) {
    if (event.relatedTarget instanceof Node && !root.current?.contains(event.relatedTarget))
      setOpenedAt(null);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what its button and panel do.
    <div ref={root} className={classes.root} onKeyDown={closeOnEscape} onBlur={closeOnLeave}>
      <button
        ref={opener}
        type="button"
        className={classes.button}
        aria-label={name}
        aria-expanded={opened}
        aria-controls={panelId}
        onClick={() => setOpenedAt(opened ? null : path)}
      >
        {button}
      </button>
      <div id={panelId} className={classes.panel} hidden={!opened}>
        {children}
      </div>
    </div>
  );
}
