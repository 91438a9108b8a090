import { sealNote } from '../identity/sealed-note.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { type MailNote, type MailTemplate, type MailValues, parseMailNote } from './templates.ts';

/**
 * Lets a mail to a member's address follow from a change, in the change's own transaction. It is sent within a minute,
 * in the language of her account at that time.
 *
 * Never in a transaction that writes anonymous content, nor because of a single anonymous act: a mail at that moment
 * would tell who acted (ANONYMITY 16 to 20).
 * @param values days, as the template names them. @throws ZodError for anything else.
 */
export async function queueMail<Template extends MailTemplate>(
  { keyring, clock }: Pick<Services, 'keyring' | 'clock'>,
  tx: Tx,
  physicianId: PhysicianId,
  template: Template,
  values: MailValues<Template>,
): Promise<void> {
  const id = newId();
  await tx.outgoingMail.createMany({
    data: [
      {
        id,
        accountId: physicianId,
        ...sealNote(keyring, { purpose: 'mail', id, owner: physicianId }, noteOf(template, values)),
        tryAfter: toHour(clock.now()),
      },
    ],
  });
}

function noteOf(template: MailTemplate, values: unknown): string {
  const note: MailNote = parseMailNote({ template, values });
  return JSON.stringify(note);
}
