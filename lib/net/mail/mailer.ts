import { createTransport } from "nodemailer";

/** Sends mail of ours to people. Rejects when the server does not take it. */
export type Mailer = { send(mail: { to: string; subject: string; text: string }): Promise<void> };

/** `server` is an `smtp://` or `smtps://` URL with credentials; `from` the sender's address. */
export function createMailer(config: { server: string; from: string }): Mailer {
  const transport = createTransport(config.server, { from: config.from });
  return {
    async send(mail) {
      await transport.sendMail({ ...mail, headers: { "Auto-Submitted": "auto-generated" } });
    },
  };
}
