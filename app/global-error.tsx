"use client";

import { locales } from "#lib/i18n/locale.ts";

type Words = { title: string; text: string; retry: string };

// The catalogs come with the root layout, and here it is the root layout that failed.
const words: Record<(typeof locales)[number], Words> = {
  en: {
    title: "Sealpost could not show this page",
    text: "Something failed on the server. Trying again may help.",
    retry: "Try again",
  },
  fr: {
    title: "Sealpost n’a pas pu afficher cette page",
    text: "Quelque chose a échoué sur le serveur. Un nouvel essai peut suffire.",
    retry: "Réessayer",
  },
};

const style = `
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
  body { max-width: 36rem; margin: 4rem auto; padding: 0 1rem; }
  section + section { margin-top: 2.5rem; }
  button { font: inherit; padding: 0.4rem 0.9rem; }
`;

/** The last resort, when not even the root layout renders; so it says it in both languages. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Sealpost</title>
        <style>{style}</style>
      </head>
      <body>
        {locales.map((locale) => (
          <section key={locale} lang={locale}>
            <h1>{words[locale].title}</h1>
            <p>{words[locale].text}</p>
            <button type="button" onClick={() => retry()}>
              {words[locale].retry}
            </button>
          </section>
        ))}
      </body>
    </html>
  );
}
