/**
 * Every refusal of the API (RFC 9457). The code ends the problem's `type`, which opens in the reference page, and is what
 * programs should go by; it never changes its meaning.
 */
export const problems = {
  "invalid-query": { status: 400, title: "A parameter of the address is not right" },
  "invalid-body": { status: 400, title: "The body cannot be read" },
  unauthenticated: { status: 401, title: "A valid API key is needed" },
  forbidden: { status: 403, title: "The API key does not allow this" },
  "not-found": { status: 404, title: "There is no such thing" },
  "method-not-allowed": { status: 405, title: "This address does not know that method" },
  "not-proven": { status: 409, title: "The ownership of the domain is not proven" },
  "already-added": { status: 409, title: "The organization has this domain already" },
  "too-many-domains": { status: 409, title: "The organization has as many domains as it may have" },
  "too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "The body has a type that is not taken here" },
  "invalid-content": { status: 422, title: "The body does not say what is needed" },
  "no-report": { status: 422, title: "No report could be read from the file" },
  "rate-limited": { status: 429, title: "Too many requests with this API key" },
  "internal-error": { status: 500, title: "Something broke on our side" },
  busy: { status: 503, title: "Too much is being read just now" },
} as const;

export type ProblemCode = keyof typeof problems;

export const problemCodes = Object.keys(problems) as ProblemCode[];

/** One thing that is wrong, and where: the name of a parameter, or a JSON path into the body. */
export type ProblemPoint = { path: string; detail: string };

/** A refusal, as an operation gives it. `members` are extension members (RFC 9457 §3.2). */
export type Refusal = {
  problem: ProblemCode;
  detail: string;
  errors?: ProblemPoint[];
  members?: Record<string, unknown>;
  headers?: Record<string, string>;
};

/** Anchor of a problem on the reference page. */
export function problemAnchor(code: ProblemCode): string {
  return `problem-${code}`;
}

/** The problem details of a refusal. The address of the type leads each reader to the page in their own language. */
export function problemDetails(refusal: Refusal, publicUrl: string, requestId: string): object {
  const { status, title } = problems[refusal.problem];
  return {
    type: `${publicUrl}/api#${problemAnchor(refusal.problem)}`,
    title,
    status,
    detail: refusal.detail,
    code: refusal.problem,
    requestId,
    ...(refusal.errors ? { errors: refusal.errors } : {}),
    ...refusal.members,
  };
}
