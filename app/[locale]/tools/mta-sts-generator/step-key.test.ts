import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { hostingRecipes } from "#lib/core/publish/hosting-recipes.ts";
import { messagesFor } from "#lib/i18n/catalog.ts";
import { locales } from "#lib/i18n/locale.ts";
import { stepKey } from "./step-key.ts";

const recipes = hostingRecipes({ policyHost: "mta-sts.example.com", policyText: "version: STSv1\r\n" });
const names = { host: "mta-sts.example.com", domain: "example.com" };

describe.each(locales)("in %s", (locale) => {
  const messages = messagesFor(locale);
  const t = createTranslator({
    locale,
    messages,
    namespace: "tools.mtaStsGenerator.hosting",
    onError: (error) => {
      throw error;
    },
  });

  test.each(recipes)("every step of $id has its words, and no words are left over", ({ id, steps }) => {
    for (const { step } of steps) expect(t(stepKey(id, step), names)).not.toMatch(/[{}]/);
    const worded = Object.keys(messages.tools.mtaStsGenerator.hosting[id].steps);
    expect(steps.map(({ step }) => step).sort()).toEqual(worded.sort());
  });
});
