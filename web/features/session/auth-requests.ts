/** The requests that are not GraphQL: they set and clear the session cookie. */

export interface Credentials {
  email: string;
  password: string;
}

export type SignInOutcome =
  | { kind: 'signed-in' }
  | { kind: 'refused'; message: string }
  | { kind: 'too-many'; message: string; retryAfterSeconds: number };

export interface DemoAccount {
  email: string;
  password: string;
  name: string;
  roles: readonly string[];
}

const headers = (language: string) => ({
  'content-type': 'application/json',
  'x-requested-with': 'konsilium',
  'accept-language': language,
});

function textOf(body: unknown, field: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const value = (body as Record<string, unknown>)[field];
  return typeof value === 'string' ? value : '';
}

function numberOf(body: unknown, field: string): number {
  if (typeof body !== 'object' || body === null) return 0;
  const value = (body as Record<string, unknown>)[field];
  return typeof value === 'number' ? value : 0;
}

/** Rejects with a TypeError when the server was not reached, with an Error when it failed. */
export async function requestSignIn(credentials: Credentials, language: string): Promise<SignInOutcome> {
  const response = await fetch('/auth/sign-in', {
    method: 'POST',
    headers: headers(language),
    credentials: 'same-origin',
    body: JSON.stringify(credentials),
  });
  if (response.ok) return { kind: 'signed-in' };
  const body: unknown = await response.json().catch(() => null);
  const message = textOf(body, 'message');
  if (response.status === 429) {
    return { kind: 'too-many', message, retryAfterSeconds: numberOf(body, 'retryAfterSeconds') };
  }
  if (response.status === 401 || response.status === 400) return { kind: 'refused', message };
  throw new Error(`sign-in answered ${response.status}`);
}

/** Rejects when the server did not confirm: then the session must be taken to live on. */
export async function requestSignOut(language: string): Promise<void> {
  const response = await fetch('/auth/sign-out', {
    method: 'POST',
    headers: headers(language),
    credentials: 'same-origin',
    body: '{}',
  });
  // 401: there was no session left to end.
  if (!response.ok && response.status !== 401) throw new Error(`sign-out answered ${response.status}`);
}

function isDemoAccount(value: unknown): value is DemoAccount {
  if (typeof value !== 'object' || value === null) return false;
  const account = value as Record<string, unknown>;
  return (
    typeof account.email === 'string' &&
    typeof account.password === 'string' &&
    typeof account.name === 'string' &&
    Array.isArray(account.roles)
  );
}

/** The accounts of a demonstration; none on a service in earnest, which answers 404. */
export async function requestDemoAccounts(): Promise<readonly DemoAccount[]> {
  const response = await fetch('/auth/demo-accounts', { credentials: 'same-origin' }).catch(() => null);
  if (!response?.ok) return [];
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return [];
  const { accounts } = body as Record<string, unknown>;
  return Array.isArray(accounts) ? accounts.filter(isDemoAccount) : [];
}
