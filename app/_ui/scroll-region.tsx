"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import classes from "./scroll-region.module.css";

/** Scrolls sideways when its content is too wide, and only then takes keyboard focus, so that arrow keys scroll it. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  const region = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(true);

  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  if (!scrolls) {
    return (
      <section ref={region} className={classes.region}>
        {children}
      </section>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard.
    <section ref={region} className={classes.region} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
