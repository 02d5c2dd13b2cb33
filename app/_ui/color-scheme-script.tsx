"use client";

import { ColorSchemeScript as MantineScript } from "@mantine/core";
import { useServerInsertedHTML } from "next/navigation";
import { useRef } from "react";
import { colorSchemeKey } from "./color-scheme.ts";

/**
 * Sets the colour scheme before the first paint. The script goes into the served HTML alone and is no part of the tree:
 * where React builds the document in the browser, as for "forbidden", it would refuse to run it.
 */
export function ColorSchemeScript() {
  const inserted = useRef(false);
  useServerInsertedHTML(() => {
    if (inserted.current) return null;
    inserted.current = true;
    return <MantineScript defaultColorScheme="auto" localStorageKey={colorSchemeKey} />;
  });
  return null;
}
