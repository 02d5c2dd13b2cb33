import { createSignInLink } from "#lib/services/accounts/create-sign-in-link.ts";
import { type Command, refusal } from "./command.ts";

export const signInLink: Command = {
  name: "sign-in-link",
  summary: "print a link that signs a user in once, within 15 minutes",
  operands: null,
  options: { email: { value: "<address>", required: true, meaning: "whose account" } },
  notes: [],
  run: async ({ context, given: { email = "" } }) => {
    const made = await createSignInLink(context, { email });
    if (!made.ok) return refusal("unknown-user", `Nobody has an account with the address ${email}.`);
    const { link, expiresAt } = made.value;
    return { code: 0, lines: [link], json: { link, expiresAt } };
  },
};
