import { parseDomainName } from "#lib/core/domain-name.ts";
import { requestPeer } from "#lib/server/auth/request-context.ts";
import { contextFor } from "#lib/server/context.ts";
import { lookUpMx } from "#lib/services/tools/look-up-mx.ts";
import { pageLocale } from "../../_parts/page-locale.ts";
import { LookUpForm } from "../_parts/look-up-form.tsx";
import { lookUpRefusal } from "../_parts/look-up-refusal.ts";
import { toolMetadata } from "../_parts/tool-metadata.ts";
import { ToolPage } from "../_parts/tool-page.tsx";
import type { ToolProps } from "../_parts/tool-props.ts";
import { ByHandForm, ByHandOffer } from "./by-hand.tsx";
import { GeneratorPart } from "./generator-part.tsx";
import { type GeneratorQuery, readGeneratorQuery } from "./read-query.ts";
import { startByHand, startFromLookUp } from "./start.ts";

const slug = "mta-sts-generator";
const clauses = ["RFC 8461 §3.1", "RFC 8461 §3.2", "RFC 8461 §3.3", "RFC 8461 §8"];

export const generateMetadata = toolMetadata(slug);

export default async function MtaStsGeneratorPage({ params, searchParams }: ToolProps) {
  await pageLocale(params);
  const query = readGeneratorQuery(await searchParams);
  return (
    <ToolPage slug={slug} clauses={clauses} domain={query.domain || undefined}>
      {query.mx === null ? <LookedUp query={query} /> : <ByHand query={query} />}
    </ToolPage>
  );
}

async function LookedUp({ query }: { query: GeneratorQuery }) {
  const domain = query.domain || undefined;
  const context = contextFor({ kind: "anonymous" });
  const result = domain === undefined ? null : await lookUpMx(context, { domain, peer: await requestPeer() });
  return (
    <>
      <LookUpForm slug={slug} domain={domain} refusal={lookUpRefusal(result)} />
      {result?.ok ? (
        <GeneratorPart start={startFromLookUp(query, result.value)} />
      ) : (
        <ByHandOffer domain={query.domain} />
      )}
    </>
  );
}

function ByHand({ query }: { query: GeneratorQuery }) {
  const name = query.domain === "" ? null : parseDomainName(query.domain);
  if (!name?.ok) return <ByHandForm query={query} refusal={name} />;
  const { value: domain, unicode } = name;
  const { now } = contextFor({ kind: "anonymous" });
  return (
    <>
      <LookUpForm slug={slug} domain={domain} refusal={null} />
      <GeneratorPart start={startByHand(query, { domain, unicode }, now)} />
    </>
  );
}
