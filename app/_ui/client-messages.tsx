import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { messagesFor } from "#lib/i18n/catalog.ts";
import { pickMessages } from "#lib/i18n/merge.ts";

type Props = {
  /** Branches of the catalogs that client components below read, e.g. `["domains.add"]`; `client` is always there. */
  namespaces: readonly string[];
  children: ReactNode;
};

/** Sends the named branches of the catalogs to the browser, and nothing else. */
export async function ClientMessages({ namespaces, children }: Props) {
  const messages = pickMessages(messagesFor(await getLocale()), ["client", ...namespaces]);
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
