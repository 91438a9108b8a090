import pg from 'pg';

/** A statement as it left for PostgreSQL. */
export interface SentStatement {
  /** With placeholders. */
  readonly sql: string;
  /** With its parameters; bytes in hex, ids without hyphens: `mentions` finds an id in either form. */
  readonly text: string;
}

/** Every statement that reaches PostgreSQL through the pg driver while `work` runs. */
export async function watchStatements(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const original = pg.Client.prototype.query;
  const watching = function (this: pg.Client, ...args: unknown[]) {
    const [query] = args;
    const sql = typeof query === 'string' ? query : ((query as { text?: string }).text ?? '?');
    sent.push({ sql, text: spell(args) });
    return Reflect.apply(original, this, args);
  };
  pg.Client.prototype.query = watching as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}

/** Whether a statement carries this id, as text or in an array of bytes (`uuidArray`). */
export function mentions({ text }: SentStatement, id: string): boolean {
  return text.includes(id.replaceAll('-', ''));
}

function spell(args: readonly unknown[]): string {
  const spelled = JSON.stringify(args, function (this: Record<string, unknown>, key, value) {
    const raw = this[key];
    if (raw instanceof Uint8Array) return Buffer.from(raw).toString('hex');
    return typeof value === 'function' ? undefined : value;
  });
  return spelled.replaceAll('-', '');
}
