declare module "hoodiecrow-imap" {
  import type { Server } from "node:net";

  type Folder = { uidvalidity: number; messages: unknown[] };

  type Hoodiecrow = {
    server: Server;
    listen(port: number, host: string, listening: () => void): void;
    getMailbox(path: string): Folder;
    appendMessage(mailbox: string, flags: string[], internaldate: Date | false, raw: string): void;
    close(closed: () => void): void;
  };

  type Options = {
    plugins?: string[];
    storage?: Record<string, unknown>;
    secureConnection?: boolean;
    credentials?: { key: string; cert: string };
  };

  function hoodiecrow(options: Options): Hoodiecrow;
  export default hoodiecrow;
}
