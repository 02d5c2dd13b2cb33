import { gunzipSync } from "node:zlib";

/** The JSON text in a sample: the file itself, or the report a mail carries, plain, in base64 or compressed. */
export function readReportText(bytes: Buffer): string | null {
  const text = bytes.toString("utf8");
  if (/^\s*[{[]/.test(text)) return text;
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(text)?.[1];
  const parts = boundary === undefined ? [] : text.split(`--${boundary}`);
  const part = parts.find((one) => /^content-type:\s*application\/tlsrpt/im.test(one));
  return part === undefined ? null : decodePart(part);
}

function decodePart(part: string): string {
  const end = /\r?\n\r?\n/.exec(part);
  const body = end === null ? "" : part.slice(end.index + end[0].length);
  if (!/^content-transfer-encoding:\s*base64/im.test(part)) return body;
  const bytes = Buffer.from(body, "base64");
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
}
