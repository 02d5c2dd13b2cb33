import type { MxAddressLook, MxFault } from "#lib/core/evidence.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import type { Conversation, Heard } from "./conversation.ts";
import { offersStartTls, readExtensions } from "./extensions.ts";
import { type Reply, replyText } from "./reply.ts";
import { shownText } from "./shown-text.ts";

export type DialogueFailure = { fault: MxFault; detail: string; reply: string | null };

/** How far the plain-text part came. `failure` is `null` when TLS may begin. */
export type Dialogue = {
  banner: string | null;
  extensions: string[];
  timings: Pick<MxAddressLook["timings"], "bannerMs" | "ehloMs" | "starttlsMs">;
  failure: DialogueFailure | null;
  /** The server waits for a command, so QUIT is due (RFC 5321 §4.1.1.10). */
  isQuitDue: boolean;
};

/**
 * Greeting, EHLO, STARTTLS (RFC 5321 §3.1–3.2, RFC 3207 §4). Replies are judged by their first digit (RFC 5321 §4.2).
 * A server that knows no EHLO gets no HELO: with HELO there is no STARTTLS, so a sender would deliver in plain text, and
 * under an MTA-STS policy in `enforce` not at all. Never rejects.
 */
export async function askForTls(
  conversation: Conversation,
  { helloName, deadline }: { helloName: string; deadline: Deadline },
): Promise<Dialogue> {
  const timings: Dialogue["timings"] = { bannerMs: null, ehloMs: null, starttlsMs: null };
  const seen = { banner: null as string | null, extensions: [] as string[], timings };

  const greeting = await hear(conversation, "greeting", deadline);
  timings.bannerMs = greeting.ms;
  if (greeting.reply) seen.banner = firstLine(greeting.reply);
  if (!greeting.ok) return { ...seen, ...greeting.end };

  conversation.say(`EHLO ${helloName}`);
  const hello = await hear(conversation, "EHLO", deadline);
  timings.ehloMs = hello.ms;
  if (!hello.ok) return { ...seen, ...hello.end };
  seen.extensions = readExtensions(hello.reply);
  if (!offersStartTls(hello.reply)) return { ...seen, ...end("starttls-not-offered", "", null, true) };

  // What it said unasked would pass for its answer to STARTTLS.
  if (conversation.hasUnread()) return { ...seen, ...end("smtp-malformed", "more than one reply to EHLO") };
  conversation.say("STARTTLS");
  const ready = await hear(conversation, "STARTTLS", deadline);
  timings.starttlsMs = ready.ms;
  if (!ready.ok) return { ...seen, ...ready.end };
  if (conversation.hasUnread()) return { ...seen, ...end("smtp-malformed", injected) };
  return { ...seen, failure: null, isQuitDue: false };
}

/** In plain text, though it would seem to come out of TLS (RFC 3207 §4.2); nor may QUIT follow (§4). */
const injected = "plain text behind the reply to STARTTLS";

type Phase = "greeting" | "EHLO" | "STARTTLS";
type End = Pick<Dialogue, "failure" | "isQuitDue">;
type Answer =
  | { ok: true; ms: number; reply: Reply }
  | { ok: false; ms: number | null; reply: Reply | null; end: End };

/** The next reply, where only a positive one lets the session go on. */
async function hear(conversation: Conversation, phase: Phase, deadline: Deadline): Promise<Answer> {
  const start = performance.now();
  const heard = await conversation.hear(deadline.remainingMs());
  if (heard.kind !== "reply") return { ok: false, ms: null, reply: null, end: unanswered(heard, phase) };
  const { reply } = heard;
  const ms = Math.round(performance.now() - start);
  const severity = Math.floor(reply.code / 100);
  if (severity === 2) return { ok: true, ms, reply };
  const said = replyText(reply);
  const detail = `${reply.code} ${phase === "greeting" ? "as greeting" : `to ${phase}`}`;
  // 3xx asks for more of something that was not begun.
  const fault = severity === 3 ? "smtp-malformed" : refusals[phase];
  // Who says 421 closes the connection (RFC 5321 §3.8).
  return { ok: false, ms, reply, end: end(fault, detail, said, reply.code !== 421) };
}

const refusals: Record<Phase, MxFault> = {
  greeting: "banner-refused",
  EHLO: "ehlo-refused",
  STARTTLS: "starttls-refused",
};

function unanswered(heard: Exclude<Heard, { kind: "reply" }>, phase: Phase): End {
  switch (heard.kind) {
    case "malformed":
      // A greeting that is none may be another protocol's: it is not to be told QUIT.
      return end("smtp-malformed", heard.detail, null, phase !== "greeting");
    case "silence":
      if (phase === "greeting") return end("banner-timeout", "no greeting in time");
      return end("smtp-timeout", `no reply to ${phase} in time`);
    case "closed":
      return end("closed", `${heard.detail}, ${phase === "greeting" ? "no greeting" : `after ${phase}`}`);
    default:
      return heard satisfies never;
  }
}

function end(fault: MxFault, detail: string, reply: string | null = null, isQuitDue = false): End {
  return { failure: { fault, detail, reply }, isQuitDue };
}

function firstLine({ code, lines: [text] }: Reply): string {
  return shownText(`${code} ${text}`.trim(), 500);
}
