import type { PolicyMode } from "#lib/core/mtasts/policy.ts";

/** Addresses of an organization's pages, made in one place. `domain` is in A-labels, so nothing needs escaping. */

export function domainsPath(organization: string): string {
  return `/o/${organization}/domains`;
}

export function membersPath(organization: string): string {
  return `/o/${organization}/members`;
}

export function newDomainPath(organization: string): string {
  return `${domainsPath(organization)}/new`;
}

export type DomainParams = { organization: string; domain: string };

export function domainPath({ organization, domain }: DomainParams): string {
  return `${domainsPath(organization)}/${domain}`;
}

export function setupPath(domain: DomainParams): string {
  return `${domainPath(domain)}/setup`;
}

/** Set-up with the policy in that mode, and the way there. */
export function modePath(domain: DomainParams, mode: PolicyMode): string {
  return `${setupPath(domain)}?mode=${mode}`;
}

export function checkPath(domain: DomainParams): string {
  return `${domainPath(domain)}/check`;
}

/** Runs a live check and streams it. */
export function checkRunPath(domain: DomainParams): string {
  return `${checkPath(domain)}/run`;
}

export function historyPath(domain: DomainParams): string {
  return `${domainPath(domain)}/history`;
}

export function storedCheckPath(domain: DomainParams, id: string): string {
  return `${historyPath(domain)}/${id}`;
}

export function reportsPath(domain: DomainParams): string {
  return `${domainPath(domain)}/reports`;
}

export function reportPath(domain: DomainParams, id: string): string {
  return `${reportsPath(domain)}/${id}`;
}
