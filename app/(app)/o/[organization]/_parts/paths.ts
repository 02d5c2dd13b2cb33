import type { PolicyMode } from "#lib/core/mtasts/policy.ts";

/** Addresses of an organization's pages, made in one place. `domain` is in A-labels, so nothing needs escaping. */

export function domainsPath(organization: string): string {
  return `/o/${organization}/domains`;
}

export function membersPath(organization: string): string {
  return `/o/${organization}/members`;
}

export function apiKeysPath(organization: string): string {
  return `/o/${organization}/api-keys`;
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

/** Where reports are handed in: for one domain, or for those that they name. */
export function uploadPath(organization: string, domain: string | null): string {
  return domain === null ? `/o/${organization}/upload` : `${domainPath({ organization, domain })}/upload`;
}

/** Takes one uploaded file. */
export function uploadUrl(organization: string, domain: string | null): string {
  return `/api/upload/${organization}${domain === null ? "" : `?domain=${domain}`}`;
}

/** What could not be counted: one domain’s, or the whole organization’s. */
export function quarantinePath(organization: string, domain: string | null): string {
  return domain === null
    ? `/o/${organization}/quarantine`
    : `${domainPath({ organization, domain })}/quarantine`;
}

export function quarantinedPath(organization: string, id: string): string {
  return `${quarantinePath(organization, null)}/${id}`;
}

export function settingsPath(organization: string): string {
  return `/o/${organization}/settings`;
}

/** Sends test reports and shows their way. */
export function testReportPath(domain: DomainParams): string {
  return `${domainPath(domain)}/test-report`;
}

/** The reports with that trust alone. */
export function trustPath(domain: DomainParams, trust: string): string {
  return `${reportsPath(domain)}?trust=${trust}`;
}

/** Mailboxes that reports are fetched from. */
export function mailboxesPath(organization: string): string {
  return `/o/${organization}/mailboxes`;
}

export function newMailboxPath(organization: string): string {
  return `${mailboxesPath(organization)}/new`;
}

export function mailboxPath(organization: string, id: string): string {
  return `${mailboxesPath(organization)}/${id}`;
}
