import { type RawBuilder, sql } from "kysely";

/** When a lease that is taken now runs out, by the database's clock. */
export const leasedFor = (seconds: number): RawBuilder<Date> =>
  sql`clock_timestamp() + make_interval(secs => ${seconds})`;

/** Work to be done that nobody does: never begun, let go of, or left behind by a worker that died. */
export const isLeft: RawBuilder<boolean> = sql`state in ('waiting', 'running')
  and (leased_until is null or leased_until < clock_timestamp())`;
