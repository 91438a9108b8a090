import { z } from 'zod';
import { PlainError } from '../platform/plain-error.ts';
import { url } from './forms.ts';

export interface MailConfig {
  /** Null: mails are written into the data folder instead. */
  smtpUrl: string | null;
  /** The address that mails come from. */
  from: string;
  /** How long one step of talking to the mail server may take. */
  timeoutMs: number;
}

export const mailVariables = {
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  KONSILIUM_MAIL: z.enum(['smtp', 'folder']).optional(),
  KONSILIUM_MAIL_FROM: z.email().optional(),
};

const variables = z.object(mailVariables);

/** @throws PlainError where half of the mail server's settings are missing. */
export function mailConfig(env: z.infer<typeof variables>, publicUrl: string): MailConfig {
  const smtpUrl = env.KONSILIUM_MAIL === 'folder' ? null : (env.SMTP_URL ?? null);
  if (env.KONSILIUM_MAIL === 'smtp' && smtpUrl === null)
    throw new PlainError('Settings: KONSILIUM_MAIL=smtp needs SMTP_URL.');
  if (smtpUrl !== null && env.KONSILIUM_MAIL_FROM === undefined) {
    throw new PlainError('Settings: SMTP_URL needs KONSILIUM_MAIL_FROM, the address that mails come from.');
  }
  const { hostname } = new URL(publicUrl);
  const from = env.KONSILIUM_MAIL_FROM ?? `konsilium@${hostname}`;
  return { smtpUrl, from, timeoutMs: 20_000 };
}
