import type { LRUCache } from "lru-cache";
import type { Road } from "#lib/db/client.ts";
import type { AddressedDomain } from "#lib/db/reports/find-report-address.ts";
import type { Credentials } from "./credentials.ts";

/** One report as it came: its bytes, by which road, from whom, and what can vouch for it. */
export type Arrival = {
  /** As it was packed: JSON, gzip, or a zip that holds one. This is what is stored. */
  raw: Uint8Array;
  /** The text that `raw` unpacks to, when that is known already. */
  json: string | null;
  road: Road;
  credentials: Credentials;
  /** The address that delivered it. */
  peer: string | null;
  userAgent: string | null;
  /** As its sender wrote it. */
  fileName: string | null;
};

/** Whose it is: a domain's, whose address it was sent to; or each domain's of the organization that it names. */
export type Destination =
  | { kind: "domain"; address: AddressedDomain }
  | { kind: "organization"; organizationId: string; known?: KnownNames };

/** What was asked for a moment ago, for roads that bring many reports of the same domains. */
export type KnownNames = LRUCache<string, Promise<AddressedDomain[]>>;
