import { sendMailNow } from '../mail/send-mail.ts';
import type { StepContext, StepOutcome } from './types.ts';

/**
 * The last mail, while there still is an address; at most once, since it is noted before it is sent. Where mail goes into
 * a folder instead, it would stay there with her address, and none is written.
 */
export async function sayFarewell(context: StepContext): Promise<StepOutcome> {
  const { services, physicianId, note } = context;
  if (services.config.mail.smtpUrl === null) return { state: 'NOT_APPLICABLE', answer: 'NO_MAIL_SERVER' };
  if (note === null) {
    await context.setNote('sent');
    await sendMailNow(services, physicianId, 'erasure_finished', {});
  }
  return { state: 'DONE' };
}
