import { randomInt } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { PlainError } from '../platform/plain-error.ts';

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Asks without showing what is typed. @throws PlainError where nobody can type. */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new PlainError('There is no terminal to type a secret at. See --help for another way.');
  }
  process.stderr.write(`${question}: `);
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: hidden, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/** Asks twice, until both are the same. */
export async function askNewSecret(question: string): Promise<string> {
  for (;;) {
    const secret = await askSecret(question);
    if ((await askSecret(`${question} (again)`)) === secret) return secret;
    say('The two differ. Once more, please.');
  }
}

// No i, l, o, 0 or 1: such a passphrase is read aloud and typed from paper. 31 signs, 4.95 bits each.
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Five groups of five random signs: 124 bits. */
export function makePassphrase(): string {
  const group = () => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}
