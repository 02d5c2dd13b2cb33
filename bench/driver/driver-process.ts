import { addressOf } from "../corpus/addresses.ts";
import { type Corpus, packed, reportOf } from "../corpus/corpus.ts";
import { answerQuestions } from "../processes.ts";
import { openConnection } from "./connection.ts";

/** Reports `from` … `from + count` of a corpus to a server on loopback, to the path of their domain's number. */
export type Volley = { port: number; corpus: Corpus; from: number; count: number; paths: string[] };

/** `ms`: from the first request to the last answer. */
export type Fired = { ms: number; statuses: Record<number, number> };

const connections = 32;

answerQuestions(fire);

/** All is made before the clock starts; each connection sends its next report when the one before is answered. */
async function fire({ port, corpus, from, count, paths }: Volley): Promise<Fired> {
  const requests = Array.from({ length: count }, (_, at) => requestFor(corpus, from + at, paths));
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const statuses: Record<number, number> = {};
  let next = 0;
  const start = performance.now();
  await Promise.all(
    open.map(async ({ send }) => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        const status = await send(request);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  const ms = performance.now() - start;
  for (const { close } of open) close();
  return { ms, statuses };
}

function requestFor(corpus: Corpus, number: number, paths: string[]): Buffer {
  const report = reportOf(corpus, number);
  const body = packed(report);
  const head = [
    `POST ${paths[report.domain]} HTTP/1.1`,
    "Host: sealpost.example",
    "Content-Type: application/tlsrpt+gzip",
    "User-Agent: bench",
    `X-Forwarded-For: ${addressOf(report.sender, number)}`,
    `Content-Length: ${body.length}`,
    "",
    "",
  ];
  return Buffer.concat([Buffer.from(head.join("\r\n"), "latin1"), body]);
}
