import { AsyncLocalStorage } from "node:async_hooks";
import { type DatabaseConnection, type Driver, PostgresDialect, PostgresDriver } from "kysely";
import type pg from "pg";

type BeforeCommit = (connection: DatabaseConnection) => Promise<void>;

const hooks = new AsyncLocalStorage<BeforeCommit>();

/**
 * Runs `work`; every transaction that it commits does `hook` first, as its last statement, so that both happen or
 * neither. A hook that throws rolls the transaction back.
 */
export const withBeforeCommit = <T>(hook: BeforeCommit, work: () => Promise<T>): Promise<T> =>
  hooks.run(hook, work);

class HookedDriver extends PostgresDriver {
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await hooks.getStore()?.(connection);
    await super.commitTransaction(connection);
  }
}

/** PostgreSQL as kysely speaks it, with the hooks of `withBeforeCommit`. */
export class HookedDialect extends PostgresDialect {
  readonly #pool: pg.Pool;
  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }
  override createDriver(): Driver {
    return new HookedDriver({ pool: this.#pool });
  }
}
