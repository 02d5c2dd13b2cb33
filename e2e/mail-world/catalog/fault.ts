import type { DomainDescription } from "../description.ts";

/** Describes a domain that has exactly one fault and is healthy otherwise. */
export type Fault = (domain: string) => DomainDescription;
