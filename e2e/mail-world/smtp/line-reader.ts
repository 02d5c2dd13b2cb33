/**
 * Cuts octets into lines without their CRLF (a bare LF ends one as well) and hands them on one by one, until
 * `onLine` answers `"stop"`: what had come in by then is dropped.
 */
export function createLineReader(onLine: (line: string) => "more" | "stop"): (chunk: Buffer) => void {
  let waiting = "";
  return (chunk) => {
    waiting += chunk.toString("latin1");
    for (let end = waiting.indexOf("\n"); end >= 0; end = waiting.indexOf("\n")) {
      const line = waiting.slice(0, end).replace(/\r$/, "");
      waiting = waiting.slice(end + 1);
      if (onLine(line) === "stop") waiting = "";
    }
  };
}
