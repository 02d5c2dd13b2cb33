import { isRegisteredResultType, type RegisteredResultType } from "#lib/core/tlsrpt/result-type.ts";

/** Where the catalogs explain a failure type: under `failureTypes`. `null` are failures whose report named no type. */
export function failureTypeKey(resultType: string | null): RegisteredResultType | "unknown" | "none" {
  if (resultType === null) return "none";
  return isRegisteredResultType(resultType) ? resultType : "unknown";
}
