/** The hops of a JSON parameter, each with the moment at which the row is told. */
export function timedHopsSql(parameter: string): string {
  return `(SELECT coalesce(jsonb_agg(hop || jsonb_build_object('at',
      to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY n), '[]')
    FROM jsonb_array_elements(${parameter}::jsonb) WITH ORDINALITY AS given(hop, n))`;
}
