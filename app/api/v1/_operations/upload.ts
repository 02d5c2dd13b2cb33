import { uploadWithKey } from "#lib/services/api/upload-with-key.ts";
import { type Answer, operation } from "../_edge/operation.ts";
import type { Refusal } from "../_edge/problem.ts";
import { refuse } from "../_edge/refuse.ts";
import { upload } from "../_schemas/upload.ts";
import { domainPath, noParameters } from "./parameters.ts";
import { createTally, type Tally } from "./upload-tally.ts";

/** All that one request may bring; a year of one domain’s reports is a tenth of it. */
export const uploadCap = 67_108_864;

export const uploadReportsOperation = operation({
  id: "uploadReports",
  summary: "Upload reports",
  description:
    "Takes one file as the body: a report as JSON or gzip, a zip of reports, a mail (eml) or a mailbox (mbox) with them. The format is told by its bytes, not by its label. The answer says what became of each document that was found, once it is stored. A report that is here already changes no count, so a file may be sent again.",
  scope: "write",
  path: domainPath,
  query: noParameters,
  requestBody: {
    description: `The file, at most ${uploadCap} octets; a report in it at most 10485760 octets of JSON.`,
    binary: [
      "application/octet-stream",
      "application/json",
      "application/gzip",
      "application/zip",
      "message/rfc822",
      "application/mbox",
      "application/tlsrpt+gzip",
      "application/tlsrpt+json",
    ],
  },
  answers: { 200: { description: "What became of each document.", schema: upload } },
  problems: [
    "invalid-query",
    "invalid-body",
    "not-found",
    "not-proven",
    "too-large",
    "unsupported-media-type",
    "no-report",
    "busy",
  ],
  example: "--data-binary @report.json.gz {base}/domains/example.com/reports",
  run: async ({ context, organization, path, request }) => {
    const refused = refuseHeaders(request.headers);
    if (refused) return refused;
    const tally = createTally();
    const body = countedBody(request.body, uploadCap);
    const domain = path.name.toLowerCase();
    const from = {
      size: Number(request.headers.get("content-length") ?? uploadCap),
      chunks: body.chunks,
      peer: request.headers.get("x-forwarded-for"),
      userAgent: request.headers.get("user-agent")?.slice(0, 300) ?? null,
    };
    try {
      const taken = await uploadWithKey(context, { organization, domain }, from, tally.add);
      if (!taken.ok) return taken.code === "busy" ? busy : refuse({ code: taken.code }, "write");
    } catch (error) {
      const cut = body.cut();
      if (cut === null) throw error;
      return refuseCut(cut, { domain, ...tally.read() });
    }
    return answerTo(domain, tally);
  },
});

const busy: Refusal = {
  problem: "busy",
  detail: "Too many files are being read just now. Nothing of this one was taken: send it again later.",
  headers: { "retry-after": "30" },
};

/** Told before anything is read, wherever the headers say it. */
function refuseHeaders(headers: Headers): Refusal | null {
  const type = (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  const encoding = (headers.get("content-encoding") ?? "identity").toLowerCase();
  if (type?.startsWith("multipart/")) {
    const detail = "Send the file itself as the body, not a form: `curl --data-binary @file`.";
    return { problem: "unsupported-media-type", detail };
  }
  if (encoding !== "identity" && encoding !== "gzip") {
    const detail = `Content-Encoding: ${encoding.slice(0, 40)} is not known here; gzip is.`;
    return { problem: "unsupported-media-type", detail, headers: { "accept-encoding": "gzip" } };
  }
  const length = Number(headers.get("content-length") ?? 1);
  if (length === 0) return { problem: "invalid-body", detail: "The body is empty: it should be a file." };
  return length > uploadCap ? tooLarge(null) : null;
}

type CountedBody = {
  /** Rejects at the cap, or when the client goes: half a file is no file. */
  chunks: AsyncIterable<Uint8Array>;
  /** Why it rejected. */
  cut: () => "too-large" | "incomplete" | null;
};

function countedBody(stream: AsyncIterable<Uint8Array> | null, cap: number): CountedBody {
  let octets = 0;
  let cut: ReturnType<CountedBody["cut"]> = null;
  async function* chunks() {
    cut = "incomplete";
    for await (const chunk of stream ?? []) {
      octets += chunk.byteLength;
      if (octets > cap) {
        cut = "too-large";
        throw new Error("The body is larger than its cap.");
      }
      cut = null;
      yield chunk;
      cut = "incomplete";
    }
    cut = null;
  }
  return { chunks: chunks(), cut: () => cut };
}

function tooLarge(found: object | null): Refusal {
  const told = found ? " `upload` says what was stored before." : "";
  return {
    problem: "too-large",
    detail: `At most ${uploadCap} octets (cap \`fileBytes\`) are taken at once.${told}`,
    ...(found ? { members: { upload: found } } : {}),
  };
}

function refuseCut(cut: "too-large" | "incomplete", found: object): Refusal {
  if (cut === "too-large") return tooLarge(found);
  const detail = "The body ended before it was complete. `upload` says what was stored before.";
  return { problem: "invalid-body", detail, members: { upload: found } };
}

function answerTo(domain: string, tally: Tally): Answer {
  const found = { domain, ...tally.read() };
  if (tally.reports() > 0) return { status: 200, body: found };
  const detail = "Nothing in the file is a TLS report that can be read; `upload` says what was found.";
  return { problem: "no-report", detail, members: { upload: found } };
}
