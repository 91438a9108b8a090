import { z } from 'zod';
import { day, formatDay } from '../exports/schema-parts.ts';
import { exporter } from '../exports/types.ts';

const exportedAccount = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  specialty: z.string().nullable(),
  licenceNumber: z.string().nullable(),
  status: z.enum(['UNVERIFIED', 'VERIFIED', 'REFUSED']),
  verificationNote: z.string().nullable(),
  moderator: z.boolean(),
  technicalAdmin: z.boolean(),
  locale: z.string(),
  registeredOn: day,
  lastActiveMonth: day.nullable().describe('The first day of the month of the latest sign-in'),
  shares: z.array(z.strictObject({ epoch: z.int(), index: z.int() })).describe('Of a technical admin'),
});

/** The account as it stands. The password's hash stays behind: it is of use to nobody but a thief. */
export const exportAccount = exporter({
  name: 'account',
  tables: ['accounts.account', 'vault.share_holder'],
  schema: exportedAccount,
  async collect({ db }, { physicianId }) {
    const { specialtyCode, registeredOn, lastActiveMonth, ...account } =
      await db.service.account.findUniqueOrThrow({
        where: { id: physicianId },
        select: {
          id: true,
          name: true,
          email: true,
          specialtyCode: true,
          licenceNumber: true,
          status: true,
          verificationNote: true,
          moderator: true,
          technicalAdmin: true,
          locale: true,
          registeredOn: true,
          lastActiveMonth: true,
        },
      });
    const shares = await db.service.shareHolder.findMany({
      where: { accountId: physicianId },
      orderBy: [{ epoch: 'asc' }, { index: 'asc' }],
      select: { epoch: true, index: true },
    });
    return {
      data: {
        ...account,
        specialty: specialtyCode,
        registeredOn: formatDay(registeredOn),
        lastActiveMonth: lastActiveMonth && formatDay(lastActiveMonth),
        shares,
      },
    };
  },
});
