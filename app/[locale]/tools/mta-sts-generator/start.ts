import { type DomainName, registrableDomain } from "#lib/core/domain-name.ts";
import type { MailHosts } from "#lib/core/mtasts/mail-hosts.ts";
import { suggestedMaxAge } from "#lib/core/mtasts/max-age-presets.ts";
import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import type { PolicyNaming } from "#lib/core/publish/mta-sts-draft.ts";
import { zonesOf } from "#lib/core/publish/providers.ts";
import type { LookedUpMx, PublishedMtaSts } from "#lib/services/tools/look-up-mx.ts";
import type { GeneratorQuery } from "./read-query.ts";

/** What the generator begins with. Plain data: it crosses to the browser. */
export type GeneratorStart = {
  /** A-labels, and the form to show. */
  domain: string;
  unicode: string;
  /** Zones that the record may stand in, the likeliest first. */
  zones: string[];
  /** ISO 8601; the browser's own clock would make another id than the server. */
  now: string;
  /** `null`: the hosts were entered by hand. */
  mail: MailHosts | null;
  published: PublishedMtaSts | null;
  mx: string;
  mode: PolicyMode;
  naming: PolicyNaming;
  maxAgeSeconds: number;
};

/** What is published already is what one starts from; who has nothing starts in testing. */
export function startFromLookUp(query: GeneratorQuery, found: LookedUpMx): GeneratorStart {
  const { domain, unicode, checkedAt, mail, published } = found;
  const live = published.kind === "published" ? published.policy : null;
  const mode = query.mode ?? live?.mode ?? "testing";
  const liveAge = live?.mode === mode ? live.maxAgeSeconds : null;
  return {
    ...common(domain, checkedAt, query),
    unicode,
    mail,
    published,
    mx: "hosts" in mail ? mail.hosts.map(lineOf).join("\n") : "",
    mode,
    maxAgeSeconds: query.maxAgeSeconds ?? liveAge ?? suggestedMaxAge(mode),
  };
}

export function startByHand(
  query: GeneratorQuery,
  { domain, unicode }: { domain: DomainName; unicode: string },
  now: Date,
): GeneratorStart {
  const mode = query.mode ?? "testing";
  return {
    ...common(domain, now, query),
    unicode,
    mail: null,
    published: null,
    mx: query.mx ?? "",
    mode,
    maxAgeSeconds: query.maxAgeSeconds ?? suggestedMaxAge(mode),
  };
}

function common(domain: string, now: Date, { naming }: GeneratorQuery) {
  return { domain, zones: zonesOf(domain, registrableDomain(domain)), now: now.toISOString(), naming };
}

function lineOf({ host, preference }: { host: string; preference: number | null }): string {
  return preference === null ? host : `${preference} ${host}`;
}
