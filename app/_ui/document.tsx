// First, because it sets the order of the layers.
import "../globals.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import { mantineHtmlProps } from "@mantine/core";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "./client-messages.tsx";
import { ColorSchemeScript } from "./color-scheme-script.tsx";
import { ThemeProvider } from "./theme-provider.tsx";

/** The whole HTML document; every root layout renders it, so that language and theme are set in one place. */
export async function Document({ children }: { children: ReactNode }) {
  return (
    <html lang={await getLocale()} {...mantineHtmlProps}>
      <body>
        <ColorSchemeScript />
        <ClientMessages namespaces={[]}>
          <ThemeProvider>{children}</ThemeProvider>
        </ClientMessages>
      </body>
    </html>
  );
}
