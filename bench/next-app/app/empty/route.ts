/** The reference for a Next route handler: it reads nothing and stores nothing. */
export function POST(): Response {
  return new Response(null, { status: 201 });
}
