import { missed, passed } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import type { Conversation } from "#lib/net/smtp/conversation.ts";
import { replyText } from "#lib/net/smtp/reply.ts";
import type { MailToSend, Tell } from "./errand.ts";

export type Line = {
  conversation: Conversation;
  helloName: string;
  deadline: Deadline;
  /** EHLO is due again: TLS has just begun (RFC 3207 §4.2). */
  greets: boolean;
};

/**
 * MAIL, RCPT, DATA, QUIT (RFC 5321 §3.3). The reverse-path is empty, so that nothing can ever bounce. Resolves to
 * whether the mail was taken; the server's own words are told either way.
 */
export async function handOver(mail: MailToSend, line: Line, tell: Tell): Promise<boolean> {
  const { conversation, helloName, deadline } = line;
  const commands = [
    ...(line.greets ? [`EHLO ${helloName}`] : []),
    "MAIL FROM:<>",
    `RCPT TO:<${mail.recipient}>`,
    "DATA",
    `${dotStuffed(mail.message)}\r\n.`,
  ];
  for (const [index, command] of commands.entries()) {
    const isLast = index === commands.length - 1;
    const name = isLast ? "the message" : command;
    conversation.say(command);
    const heard = await conversation.hear(deadline.remainingMs());
    if (heard.kind !== "reply") {
      const words = heard.kind === "silence" ? "silence" : heard.detail;
      await tell(missed("answered", "no-answer", {}, `${name}: ${words}`));
      return false;
    }
    const { code } = heard.reply;
    const words = `${name} → ${replyText(heard.reply)}`;
    const wanted = command === "DATA" ? 3 : 2;
    if (Math.floor(code / 100) !== wanted) {
      await tell(missed("answered", code < 500 ? "answered-later" : "answered-no", { status: code }, words));
      return false;
    }
    if (isLast) await tell(passed("answered", { status: code }, words));
  }
  conversation.say("QUIT");
  await conversation.hear(Math.min(leaveMs, deadline.remainingMs()));
  return true;
}

const leaveMs = 1_000;

/** RFC 5321 §4.5.2. The message's own last line end comes before the final dot. */
function dotStuffed(message: string): string {
  return message.replace(/\r\n$/, "").replaceAll(/^\./gm, "..");
}
