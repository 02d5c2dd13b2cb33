import { createTransport } from "nodemailer";

/**
 * Sends mail of ours. Rejects when the server does not take it. `whole` writes the message itself, headers and all, from
 * the sender that it is given; then subject and text are its own.
 */
export type Mailer = {
  send(mail: { to: string; subject: string; text: string; whole?: (from: string) => string }): Promise<void>;
};

/** `server` is an `smtp://` or `smtps://` URL with credentials; `from` the sender's address. */
export function createMailer(config: { server: string; from: string }): Mailer {
  const transport = createTransport(config.server, { from: config.from });
  return {
    async send({ whole, ...mail }) {
      if (whole !== undefined) {
        await transport.sendMail({ envelope: { from: config.from, to: mail.to }, raw: whole(config.from) });
        return;
      }
      await transport.sendMail({ ...mail, headers: { "Auto-Submitted": "auto-generated" } });
    },
  };
}
