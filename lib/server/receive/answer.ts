import { createTranslator } from "next-intl";
import type { Finding } from "#lib/core/finding.ts";
import { messagesFor } from "#lib/i18n/catalog.ts";

/** What a sender hears, the same through Next and through the intake process. */
export type Answer = { status: number; headers: Record<string, string>; body: string };

export function json(status: number, body: object): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** RFC 9457; `errors` names each fault with its JSON path. */
export function problem(
  status: keyof typeof titles,
  detail: string,
  { findings = [], headers = {} }: { findings?: Finding[]; headers?: Record<string, string> } = {},
): Answer {
  const errors = errorsOf(findings);
  const body = {
    type: "about:blank",
    title: titles[status],
    status,
    detail,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
    body: JSON.stringify(body),
  };
}

/** The sender keeps the report and sends it again (RFC 8460 §5.4). */
export function tryLater(detail: string, seconds: number): Answer {
  return problem(503, detail, { headers: { "Retry-After": String(seconds) } });
}

export function tooMany(detail: string, seconds: number): Answer {
  return problem(429, detail, { headers: { "Retry-After": String(seconds) } });
}

/** What is wrong with a report, for the one who reads the sender's log; English, as all protocol text is. */
export function errorsOf(findings: Finding[]): { code: string; path: string | null; detail: string }[] {
  const t = createTranslator({ locale: "en", messages: messagesFor("en") });
  return findings
    .filter((finding) => finding.severity === "error")
    .slice(0, namedErrors)
    .map(({ code, subject, data }) => {
      const key = `findings.${code}.title` as Parameters<typeof t>[0];
      return { code, path: subject, detail: t.has(key) ? t(key, data) : code };
    });
}

const namedErrors = 20;

const titles = {
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  417: "Expectation Failed",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
