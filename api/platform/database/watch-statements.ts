import type { SqlDriverAdapterFactory, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils';

/** Runs a statement and may look at how long it takes. The text holds placeholders, never the values of an act. */
export type StatementWatch = <Result>(statement: string, run: () => Promise<Result>) => Promise<Result>;

/** The adapter as it was, but every statement is run by `watch`, in the asynchronous context of who asked for it. */
export function watchStatements(
  factory: SqlDriverAdapterFactory,
  watch: StatementWatch,
): SqlDriverAdapterFactory {
  const watched = (inner: SqlQueryable) => ({
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: (query: SqlQuery) => watch(query.sql, () => inner.queryRaw(query)),
    executeRaw: (query: SqlQuery) => watch(query.sql, () => inner.executeRaw(query)),
  });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const inner = await factory.connect();
      const info = inner.getConnectionInfo?.();
      return {
        ...watched(inner),
        executeScript: (script) => inner.executeScript(script),
        dispose: () => inner.dispose(),
        ...(info ? { getConnectionInfo: () => info } : {}),
        async startTransaction(isolationLevel) {
          const transaction = await watch('BEGIN', () => inner.startTransaction(isolationLevel));
          return {
            ...watched(transaction),
            options: transaction.options,
            commit: () => watch('COMMIT', () => transaction.commit()),
            rollback: () => watch('ROLLBACK', () => transaction.rollback()),
            ...optional(transaction, 'createSavepoint'),
            ...optional(transaction, 'rollbackToSavepoint'),
            ...optional(transaction, 'releaseSavepoint'),
          };
        },
      };
    },
  };
}

type Savepoints = Partial<
  Record<'createSavepoint' | 'rollbackToSavepoint' | 'releaseSavepoint', (name: string) => Promise<void>>
>;

function optional(transaction: Savepoints, name: keyof Savepoints): Savepoints {
  return transaction[name] ? { [name]: (savepoint: string) => transaction[name]?.(savepoint) } : {};
}
