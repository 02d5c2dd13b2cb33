import type { MailEvidence } from "#lib/core/audit/evidence.ts";
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
import type { MxProbes } from "#lib/core/evidence.ts";
import { probedHosts } from "#lib/core/posture/probed-hosts.ts";
import { type AuditLooks, gatherAudit } from "#lib/net/audit/gather-audit.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type LookUpFault, type LookUpInput, openLookUp } from "./open-look-up.ts";
import { type StartedProbes, startMxProbes } from "./start-mx-probes.ts";

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

export type StartedAudit = Audited & {
  sections: Record<SectionName, Promise<AuditSection>>;
  /** The looks at the MX hosts, as soon as DNS has named them. */
  mxHosts: Promise<StartedProbes>;
  /** What they showed, with what decides how much it matters. */
  mail: Promise<MailEvidence>;
};

export type DomainAudit = Audited & { sections: AuditSection[]; mxProbes: MxProbes };

/**
 * Looks at everything that a domain publishes about its mail, and at its MX hosts. Every section comes as soon as its own
 * looks are done, so that a page can show the first while the last are under way. Stores nothing but the looks at MX
 * hosts, which are anybody's.
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
  const mxHosts = looks.mx.then(({ mx }) => startMxProbes(context, probedHosts(domain, mx)));
  const mail = withMxHosts(looks.mtaSts, mxHosts);
  const sections = judge(looks, mail);
  // Whoever reads a section meets its failure there; until then it must not count as one that nobody handles.
  for (const promise of [mxHosts, mail, ...Object.values(sections)]) promise.catch(() => {});
  const audited = { domain, unicode, checkedAt: context.now, selectors, refusedSelectors: refused };
  return ok({ ...audited, sections, mxHosts, mail });
}

/** The same, when all of it is there; the sections in their order. */
export async function auditDomain(
  context: Context,
  input: AuditInput,
): Promise<Result<DomainAudit, LookUpFault>> {
  const started = await startAudit(context, input);
  if (!started.ok) return started;
  const { sections, mail, mxHosts: _mxHosts, ...rest } = started.value;
  const judged = await Promise.all(auditSections.map((name) => sections[name]));
  return ok({ ...rest, sections: judged, mxProbes: (await mail).mxProbes });
}

function judge(looks: AuditLooks, mail: Promise<MailEvidence>): StartedAudit["sections"] {
  return {
    mx: Promise.all([looks.mx, mail]).then(([mx, evidence]) => judgeMxLook(mx, evidence)),
    spf: looks.spf.then(judgeSpfLook),
    dkim: looks.dkim.then(judgeDkimLook),
    dmarc: looks.dmarc.then(judgeDmarcLook),
    mtaSts: looks.mtaSts.then(judgeMtaStsLook),
    tlsRpt: looks.tlsRpt.then(judgeTlsRptLook),
    dane: Promise.all([looks.dane, mail]).then(([dane, evidence]) => judgeDaneLook(dane, evidence)),
    caa: looks.caa.then(judgeCaaLook),
    bimi: looks.bimi.then(judgeBimiLook),
  };
}

/** Whether a policy is in force decides how much a certificate matters, so the two are waited for. */
async function withMxHosts(
  mtaSts: AuditLooks["mtaSts"],
  mxHosts: Promise<StartedProbes>,
): Promise<MailEvidence> {
  const [evidence, { probes }] = await Promise.all([mtaSts, mxHosts]);
  return { ...evidence, mxProbes: await probes };
}
