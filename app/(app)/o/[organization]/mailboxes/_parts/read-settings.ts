import type { Messages } from "#lib/i18n/catalog.ts";
import { type MailboxSettings, mailboxSettings } from "#lib/services/mailboxes/mailbox-settings.ts";

export type MailboxField = keyof MailboxSettings;

/** What was typed, as text; never a secret. */
export type MailboxFields = Partial<Record<Exclude<MailboxField, "secret" | "refreshToken">, string>>;

export type ProblemCode = keyof Messages["mailboxes"]["problem"];

export type ProblemOf = Partial<Record<MailboxField, ProblemCode>>;

type Read = { values: MailboxFields } & (
  | { ok: true; settings: MailboxSettings }
  | { ok: false; fields: ProblemOf }
);

const shown = [
  "name",
  "host",
  "port",
  "security",
  "authentication",
  "user",
  "tokenUrl",
  "clientId",
  "scope",
  "folder",
  "afterwards",
  "moveTo",
] as const;

/** Reads the form; each problem is named at its field, in our words. */
export function readSettings(form: FormData): Read {
  const given = (field: string) => String(form.get(field) ?? "");
  const values: MailboxFields = Object.fromEntries(shown.map((field) => [field, given(field)]));
  const parsed = mailboxSettings.safeParse({
    ...values,
    secret: given("secret"),
    refreshToken: given("refreshToken"),
  });
  if (parsed.success) return { ok: true, values, settings: parsed.data };
  const fields: ProblemOf = {};
  for (const { path, message } of parsed.error.issues) {
    const field = path[0] as MailboxField;
    fields[field] ??= field === "moveTo" && message === "same" ? "move-same" : problems[field];
  }
  return { ok: false, values, fields };
}

const problems: Record<MailboxField, ProblemCode> = {
  name: "text",
  host: "host",
  port: "port",
  security: "choice",
  authentication: "choice",
  user: "user",
  secret: "secret",
  tokenUrl: "token-url",
  clientId: "client-id",
  scope: "scope",
  refreshToken: "secret",
  folder: "folder",
  afterwards: "choice",
  moveTo: "move-missing",
};
