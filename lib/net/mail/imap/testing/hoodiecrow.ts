import hoodiecrow from "hoodiecrow-imap";
import type { TestImapServer } from "./imap-server.ts";

const plugins = [
  "ID",
  "IDLE",
  "UIDPLUS",
  "MOVE",
  "LITERALPLUS",
  "NAMESPACE",
  "AUTH-PLAIN",
  "SASL-IR",
  "XOAUTH2",
];

export type HoodiecrowOptions = {
  /** Extensions that it does not have. */
  without?: string[];
  /** TLS from the first octet, with this certificate. */
  identity?: { key: string; cert: string };
  /** STARTTLS. */
  starttls?: { key: string; cert: string };
};

/** The npm package `hoodiecrow-imap`: in this process, everything in memory. Its OAuth 2 token is `testtoken`. */
export async function startHoodiecrow({
  without = [],
  identity,
  starttls,
}: HoodiecrowOptions = {}): Promise<TestImapServer> {
  const credentials = identity ?? starttls;
  const server = hoodiecrow({
    plugins: [...plugins, ...(starttls ? ["STARTTLS"] : [])].filter((plugin) => !without.includes(plugin)),
    storage: { INBOX: { messages: [] }, "": { folders: { Archive: {} } } },
    ...(credentials ? { credentials } : {}),
    secureConnection: identity !== undefined,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  return {
    name: "hoodiecrow",
    port: typeof address === "object" && address ? address.port : 0,
    user: "testuser",
    password: "testpass",
    put: async (mails) => {
      for (const mail of mails)
        server.appendMessage("INBOX", [], false, typeof mail === "string" ? mail : mail.toString("latin1"));
    },
    renumber: async () => {
      server.getMailbox("INBOX").uidvalidity += 1;
    },
    stop: () => new Promise((resolve) => server.server.close(() => resolve())),
  };
}
