import type { PublishItem } from "#lib/core/publish/publish-plan.ts";
import { addDomain } from "#lib/services/domains/add-domain.ts";
import { showSetup } from "#lib/services/domains/show-setup.ts";
import { type Call, type Command, type Outcome, refusal } from "./command.ts";
import { unknownOrganization } from "./known-organizations.ts";

export const domainAdd: Command = {
  name: "domain add",
  summary: "monitor a domain and print what to publish for it",
  operands: "<domain>",
  options: {
    organization: { value: "<slug>", required: true, meaning: "whose it is, by its name in addresses" },
  },
  notes: [
    "Of a domain that is there already it prints the records again. The policy is made for the MX hosts that DNS names now.",
  ],
  run: add,
};

async function add({ context, given: { organization = "" }, operands }: Call): Promise<Outcome> {
  const [name = "", ...others] = operands;
  if (others.length > 0) return refusal("one-at-a-time", "Name one domain at a time.", 2);
  const added = await addDomain(context, { organization, name });
  if (!added.ok && added.code !== "already-added") {
    if (added.code === "not-found") return unknownOrganization(context, organization);
    const { fault = "", suggestion = "" } = added.data ?? {};
    if (added.code !== "invalid-name") return refusal(added.code, `The domain was not added: ${added.code}.`);
    const meant = suggestion ? ` Did you mean ${suggestion}?` : "";
    return refusal("invalid-name", `"${name}" is no domain name (${fault}).${meant}`, 2);
  }
  const domain = added.ok ? added.value.name : String(added.data?.name ?? name);
  const setup = await showSetup(context, { organization, domain });
  if (!setup.ok) return refusal(setup.code, `What to publish for ${domain} cannot be said: ${setup.code}.`);
  const { items, reachable, httpsUri, mailtoUri } = setup.value;
  const said = added.ok ? `Added ${domain}.` : `${domain} is there already.`;
  const unreachable = "No sender can reach the https address: set REPORT_URL, or a PUBLIC_URL with https.";
  return {
    code: 0,
    lines: [
      `${said} Publish, in this order:`,
      ...items.flatMap((item) => ["", ...linesOf(item)]),
      ...(reachable ? [] : ["", unreachable]),
    ],
    json: { domain, added: added.ok, httpsUri, mailtoUri, reachable, publish: items },
  };
}

function linesOf(item: PublishItem): string[] {
  if (item.purpose === "policy") {
    const text = item.text ?? "(no MX host is known, so no policy can be written yet)";
    return [
      `${item.url}`,
      ...text
        .trimEnd()
        .split("\r\n")
        .map((line) => `  ${line}`),
    ];
  }
  if (item.zoneLine !== null) return [`${item.name} ${item.type}`, `  ${item.value}`];
  return [`${item.name} ${item.type}`, "  the address of the web server that is to serve the policy"];
}
