import { createTranslator } from "next-intl";
import { deliveringClient } from "#lib/db/client-of.ts";
import { messagesFor } from "#lib/i18n/catalog.ts";
import { type Locale, negotiateLocale } from "#lib/i18n/locale.ts";
import { logger } from "#lib/server/logger.ts";
import type { Context } from "#lib/services/context.ts";
import { openReportAddress } from "#lib/services/reports/open-report-address.ts";
import { type Answer, tooMany, tryLater } from "./answer.ts";
import { bodyCap } from "./deliver-report.ts";
import { createPace } from "./pace.ts";

/** Whoever opens the address: what they accept, and from where they come. */
export type Visit = {
  token: string;
  accept: string | null;
  acceptLanguage: string | null;
  peer: string | null;
};

const pace = createPace({ points: 300, seconds: 600 });

/**
 * `GET` and `HEAD` on a report address: says to a person what it is for, as a page or as text. 404 when it is nobody's,
 * so that a mistyped or outdated `rua` can be told from a working one; whose it is remains unsaid. That a token is known
 * is no secret: it stands in DNS, and cannot be guessed.
 */
export async function explainAddress(context: Context, visit: Visit): Promise<Answer> {
  const client = deliveringClient(visit.peer ?? "");
  const pause = client && (await pace.slowDown(client));
  if (pause) return tooMany("Too many requests come from there.", pause);
  const known = await isKnown(context, visit.token);
  if (known === null) return tryLater("This server cannot look anything up at the moment.", 30);
  const wording = wordingOf(negotiateLocale(visit.acceptLanguage), context.settings.publicUrl, known);
  const asPage = /\btext\/html\b|\bapplication\/xhtml\+xml\b/i.test(visit.accept ?? "");
  return {
    status: known ? 200 : 404,
    headers: {
      "Content-Type": `text/${asPage ? "html" : "plain"}; charset=utf-8`,
      "Content-Language": wording.locale,
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
      "Cache-Control": "no-store",
      Vary: "Accept, Accept-Language",
    },
    body: asPage ? page(wording) : text(wording),
  };
}

/** `null`: it cannot be told, since the database does not answer. */
async function isKnown(context: Context, token: string): Promise<boolean | null> {
  try {
    return (await openReportAddress(context, token, null)) !== null;
  } catch (error) {
    logger().error({ err: error }, "a report address could not be looked up");
    return null;
  }
}

type Wording = ReturnType<typeof wordingOf>;

function wordingOf(locale: Locale, publicUrl: string, known: boolean) {
  const t = createTranslator({ locale, messages: messagesFor(locale), namespace: "reportAddress" });
  const size = new Intl.NumberFormat(locale).format(bodyCap);
  return {
    locale,
    title: t("title"),
    paragraphs: [t("lead"), known ? t("works") : t("unknown")],
    sections: [
      { title: t("forOwnersTitle"), text: t("forOwners") },
      { title: t("forSendersTitle"), text: t("forSenders", { size }) },
    ],
    links: [
      { label: t("learn"), href: `${publicUrl}/${locale}/learn/tls-rpt` },
      { label: t("home"), href: `${publicUrl}/` },
    ],
  };
}

function text({ title, paragraphs, sections, links }: Wording): string {
  const blocks = [
    title,
    ...paragraphs,
    ...sections.map((section) => `${section.title}\n${section.text}`),
    ...links.map(({ label, href }) => `${label}: ${href}`),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** No script, no image, nothing from elsewhere: the intake process serves it, which has no other files. */
function page({ locale, title, paragraphs, sections, links }: Wording): string {
  const body = [
    `<h1>${escaped(title)}</h1>`,
    ...paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    ...sections.map((section) => `<h2>${escaped(section.title)}</h2><p>${escaped(section.text)}</p>`),
    `<ul>${links.map(({ label, href }) => `<li><a href="${escaped(href)}">${escaped(label)}</a></li>`).join("")}</ul>`,
  ];
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)} · Sealpost</title><style>${style}</style></head>
<body><main>
${body.join("\n")}
</main></body></html>
`;
}

const style = `:root{color-scheme:light dark}
body{margin:0;font:1rem/1.6 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.6rem;line-height:1.25}
h2{font-size:1.1rem;margin-top:2rem}`;

function escaped(raw: string): string {
  return raw
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
