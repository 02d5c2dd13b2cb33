import type { ResultLine, UploadLine } from "./upload-line.ts";
import type { Failure } from "./upload-state.ts";

export type Sending = {
  url: string;
  file: File;
  onSent: (share: number) => void;
  onResults: (results: ResultLine[]) => void;
  /** Once at the end: `null` when the server has read the file to its end. Not after `cancel`. */
  onEnd: (failure: Failure | null) => void;
};

/** Sends a file as a request of its own, and reads what became of it while it is read. Returns what ends it. */
export function sendFile({ url, file, onSent, onResults, onEnd }: Sending): () => void {
  // Not fetch, which cannot tell how much is sent.
  const request = new XMLHttpRequest();
  let read = 0;
  let isDone = false;
  const readLines = () => {
    if (request.status !== 200) return;
    const end = request.responseText.lastIndexOf("\n") + 1;
    const lines = request.responseText.slice(read, end).split("\n").flatMap(parseLine);
    read = Math.max(read, end);
    isDone ||= lines.some(({ line }) => line === "done");
    const results = lines.filter((line) => line.line === "result");
    if (results.length > 0) onResults(results);
  };
  request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total);
  request.upload.onload = () => onSent(1);
  request.onprogress = readLines;
  request.onload = () => {
    readLines();
    onEnd(isDone ? null : failureOf(request.status));
  };
  request.onerror = () => onEnd("network");
  request.ontimeout = () => onEnd("network");
  request.open("POST", named(url, file.name));
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
  return () => request.abort();
}

/** Our own server wrote it; a line that broke off is passed over. */
function parseLine(text: string): UploadLine[] {
  try {
    return text === "" ? [] : [JSON.parse(text) as UploadLine];
  } catch {
    return [];
  }
}

function failureOf(status: number): Failure {
  switch (status) {
    case 401:
      return "unauthenticated";
    case 403:
      return "forbidden";
    case 404:
      return "not-found";
    case 409:
      return "not-proven";
    case 413:
      return "too-large";
    case 503:
      return "busy";
    default:
      return "broken";
  }
}

function named(url: string, name: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams({ name })}`;
}
