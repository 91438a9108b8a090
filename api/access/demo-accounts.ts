import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { z } from 'zod';

/** The demo's sign-in help, as `npm start` writes it into the data folder. */
export const demoAccountsFile = z.object({
  address: z.string(),
  accounts: z.array(
    z.object({
      name: z.string(),
      email: z.string(),
      password: z.string(),
      roles: z.array(z.enum(['physician', 'moderator', 'technicalAdmin', 'unverified'])),
      /** Technical admins only: where the share file lies, and what opens it. */
      shareFile: z.string().optional(),
      passphrase: z.string().optional(),
    }),
  ),
});
export type DemoAccounts = z.infer<typeof demoAccountsFile>;

export const demoAccountsPath = (dataFolder: string) => path.join(dataFolder, 'demo-accounts.json');

/** Lets the sign-in page offer the demo's accounts. Mounted in demo mode only, which production refuses. */
export function demoAccountsRoute(dataFolder: string): RequestHandler {
  return async (_request, response) => {
    const text = await readFile(demoAccountsPath(dataFolder), 'utf8').catch(() => null);
    if (text === null) {
      response.status(404).json({ code: 'NOT_FOUND' });
      return;
    }
    const { accounts } = demoAccountsFile.parse(JSON.parse(text));
    response.set('Cache-Control', 'no-store').json({
      accounts: accounts.map(({ email, password, name, roles }) => ({ email, password, name, roles })),
    });
  };
}
