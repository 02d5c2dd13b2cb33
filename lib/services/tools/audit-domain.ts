import { judgeBimiLook } from "#lib/core/audit/judge-bimi-look.ts";
import { judgeCaaLook } from "#lib/core/audit/judge-caa-look.ts";
import { judgeDaneLook } from "#lib/core/audit/judge-dane-look.ts";
import { judgeDkimLook } from "#lib/core/audit/judge-dkim-look.ts";
import { judgeDmarcLook } from "#lib/core/audit/judge-dmarc-look.ts";
import { judgeMxLook } from "#lib/core/audit/judge-mx-look.ts";
import { judgeSpfLook } from "#lib/core/audit/judge-spf-look.ts";
import { judgeMtaStsLook, judgeTlsRptLook } from "#lib/core/audit/judge-transport-look.ts";
import { type AuditSection, auditSections, type SectionName } from "#lib/core/audit/section.ts";
import { parseSelectors } from "#lib/core/audit/selectors.ts";
import { type AuditLooks, gatherAudit } from "#lib/net/audit/gather-audit.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type LookUpFault, type LookUpInput, openLookUp } from "./open-look-up.ts";

export type AuditInput = LookUpInput & {
  /** DKIM selectors as somebody typed them; may be empty. */
  selectors: string;
};

type Audited = {
  /** A-labels, and the form to show beside them. */
  domain: string;
  unicode: string;
  checkedAt: Date;
  selectors: string[];
  /** What was typed as a selector and is none, or is one too many. */
  refusedSelectors: string[];
};

export type StartedAudit = Audited & { sections: Record<SectionName, Promise<AuditSection>> };

export type DomainAudit = Audited & { sections: AuditSection[] };

/**
 * Looks at everything that a domain publishes about its mail. Every section comes as soon as its own look-ups are
 * done, so that a page can show the first while the last are under way. Stores nothing.
 */
export async function startAudit(
  context: Context,
  input: AuditInput,
): Promise<Result<StartedAudit, LookUpFault>> {
  const opened = await openLookUp(context, input);
  if (!opened.ok) return opened;
  const { selectors, refused } = parseSelectors(input.selectors);
  const { domain, unicode } = opened.value;
  const looks = gatherAudit(context.net, { domain, selectors, now: context.now });
  const sections = judge(looks);
  // Whoever reads a section meets its failure there; until then it must not count as one that nobody handles.
  for (const section of Object.values(sections)) section.catch(() => {});
  return ok({ domain, unicode, checkedAt: context.now, selectors, refusedSelectors: refused, sections });
}

/** The same, when all of it is there; the sections in their order. */
export async function auditDomain(
  context: Context,
  input: AuditInput,
): Promise<Result<DomainAudit, LookUpFault>> {
  const started = await startAudit(context, input);
  if (!started.ok) return started;
  const { sections, ...rest } = started.value;
  return ok({ ...rest, sections: await Promise.all(auditSections.map((name) => sections[name])) });
}

function judge(looks: AuditLooks): StartedAudit["sections"] {
  return {
    mx: looks.mx.then(judgeMxLook),
    spf: looks.spf.then(judgeSpfLook),
    dkim: looks.dkim.then(judgeDkimLook),
    dmarc: looks.dmarc.then(judgeDmarcLook),
    mtaSts: looks.mtaSts.then(judgeMtaStsLook),
    tlsRpt: looks.tlsRpt.then(judgeTlsRptLook),
    dane: looks.dane.then(judgeDaneLook),
    caa: looks.caa.then(judgeCaaLook),
    bimi: looks.bimi.then(judgeBimiLook),
  };
}
