"use client";

import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { colorSchemeKey } from "./color-scheme.ts";
import { theme } from "./theme.ts";
import { themeVariables } from "./theme-variables.ts";

const colorSchemeManager = localStorageColorSchemeManager({ key: colorSchemeKey });

/** Theme, colour scheme (the system's unless the visitor chose one) and the place where notifications appear. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
    >
      {children}
      <Notifications position="bottom-right" limit={3} />
    </MantineProvider>
  );
}
