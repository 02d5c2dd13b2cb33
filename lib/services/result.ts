/**
 * Expected outcomes of a service. The set of codes is closed: the edge (pages, actions, REST) translates each once.
 * A foreign id answers `not-found`, exactly like an unknown one.
 */
export type Result<T, Code extends string = never> =
  | { ok: true; value: T }
  | { ok: false; code: ServiceError | Code; data?: Record<string, string | number> };

export type ServiceError = "unauthenticated" | "forbidden" | "not-found";

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail<Code extends string>(code: Code, data?: Record<string, string | number>) {
  return data ? { ok: false as const, code, data } : { ok: false as const, code };
}
