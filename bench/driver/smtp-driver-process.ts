import { connect } from "node:net";
import type { Corpus } from "../corpus/corpus.ts";
import { mailOf, type Signers } from "../corpus/make-mail.ts";
import { answerQuestions } from "../processes.ts";

/** Mails to a server on loopback, to the recipient of their domain's number; `signers: null`: without signatures. */
export type Post = {
  port: number;
  corpus: Corpus;
  count: number;
  recipients: string[];
  signers: Signers | null;
};

/** `ms`: from the first command to the last answer. */
export type Posted = { ms: number; accepted: number };

/** From one address fewer than the door takes. */
const connectionsOfAddress = 16;
const addresses = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"];

answerQuestions(deliver);

async function deliver({ port, corpus, count, recipients, signers }: Post): Promise<Posted> {
  const mails: { envelope: Buffer; data: Buffer }[] = [];
  for (let number = 0; number < count; number += 1) {
    const { domain, mail } = await mailOf(corpus, number, signers);
    const commands = `MAIL FROM:<bounces@sender.example>\r\nRCPT TO:<${recipients[domain]}>\r\nDATA\r\n`;
    mails.push({
      envelope: Buffer.from(commands),
      data: Buffer.concat([stuffed(mail), Buffer.from("\r\n.\r\n")]),
    });
  }
  const open = await Promise.all(
    addresses.flatMap((from) => Array.from({ length: connectionsOfAddress }, () => openSession(port, from))),
  );
  let [next, accepted] = [0, 0];
  const start = performance.now();
  await Promise.all(
    open.map(async ({ say }) => {
      let mail = mails[next++];
      if (mail) expect(await say(mail.envelope, 3), "354");
      while (mail) {
        const following = mails[next++];
        // The next envelope goes along with a mail, as RFC 2920 §3.1 allows.
        const replies = await say(
          following ? Buffer.concat([mail.data, following.envelope]) : mail.data,
          following ? 4 : 1,
        );
        if (replies.startsWith("250")) accepted += 1;
        if (following) expect(replies, "354");
        mail = following;
      }
    }),
  );
  const ms = performance.now() - start;
  for (const { close } of open) close();
  return { ms, accepted };
}

function expect(replies: string, last: string): void {
  if (!replies.includes(`\n${last}`)) throw new Error(`the envelope was refused: ${replies}`);
}

/** RFC 5321 §4.5.2. */
function stuffed(mail: Buffer): Buffer {
  return Buffer.from(mail.toString("latin1").replaceAll("\r\n.", "\r\n.."), "latin1");
}

/** One connection after EHLO. `say` sends, and resolves with so many replies of one line each. */
async function openSession(
  port: number,
  localAddress: string,
): Promise<{ say(octets: Buffer, replies: number): Promise<string>; close(): void }> {
  const socket = connect({ port, host: "127.0.0.1", localAddress });
  socket.setNoDelay(true);
  socket.setEncoding("latin1");
  let got = "";
  let waiting: { replies: number; resolve(text: string): void; reject(error: Error): void } | null = null;
  const settle = () => {
    const finals = got.match(/^\d{3}(?: .*)?\r\n/gm) ?? [];
    if (!waiting || finals.length < waiting.replies) return;
    const { resolve } = waiting;
    [waiting, got] = [null, ""];
    resolve(finals.join(""));
  };
  socket.on("data", (chunk: string) => {
    got += chunk;
    settle();
  });
  const fail = () => waiting?.reject(new Error(`the server closed the connection: ${got}`));
  socket.on("close", fail).on("error", fail);
  const hear = (replies: number) =>
    new Promise<string>((resolve, reject) => {
      waiting = { replies, resolve, reject };
      settle();
    });
  await hear(1);
  socket.write("EHLO sender.example\r\n");
  await hear(1);
  return {
    say: (octets, replies) => {
      socket.write(octets);
      return hear(replies);
    },
    close: () => socket.destroy(),
  };
}
