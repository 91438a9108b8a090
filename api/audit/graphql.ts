import DataLoader from 'dataloader';
import { requireTechnicalAdmin } from '../access/grants.ts';
import { builder, connectionOf, type SubGraph } from '../graphql/builder.ts';
import { memoized, type RequestContext, signedIn } from '../graphql/context.ts';
import { pageRequest } from '../platform/pages.ts';
import type { BreakReason, ChainVerdict } from './chain.ts';
import { type AuditRow, auditKeys, listAudit, verifyAudit } from './data.ts';

const operations: SubGraph[] = ['operations'];

export const AdminNameType = builder.objectRef<{ id: string; name: string }>('AdminName').implement({
  subGraphs: operations,
  fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name') }),
});

const AuditEntryType = builder.objectRef<AuditRow>('AuditEntry').implement({
  subGraphs: operations,
  fields: (t) => ({
    seq: t.exposeInt('seq'),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    kind: t.exposeString('kind'),
    actor: t.field({
      type: AdminNameType,
      nullable: true,
      description: 'Null: the service itself.',
      resolve: ({ actor }, _args, context) => (actor === null ? null : namesOf(context).load(actor)),
    }),
    details: t.exposeString('details', { description: 'JSON object.' }),
    hash: t.string({
      description: 'Hex.',
      resolve: ({ hash }) => Buffer.from(hash).toString('hex'),
    }),
  }),
});

const AuditVerificationType = builder.objectRef<ChainVerdict>('AuditVerification').implement({
  subGraphs: operations,
  fields: (t) => ({
    ok: t.boolean({ resolve: (verdict) => verdict.ok }),
    entries: t.int({ resolve: (verdict) => (verdict.ok ? verdict.entries : verdict.firstBroken - 1) }),
    checkpoints: t.int({ resolve: (verdict) => verdict.checkpoints }),
    firstBroken: t.int({
      nullable: true,
      description: 'The first entry that does not hold.',
      resolve: (verdict) => (verdict.ok ? null : verdict.firstBroken),
    }),
    reason: t.string({
      nullable: true,
      resolve: (verdict, _args, { locale }) => (verdict.ok ? null : breakSentences[verdict.why][locale]),
    }),
  }),
});

const breakSentences: Record<BreakReason, { sv: string; en: string }> = {
  altered: {
    sv: 'Posten har ändrats efter att den skrevs.',
    en: 'The entry was altered after it was written.',
  },
  missing: { sv: 'Posten saknas.', en: 'The entry is missing.' },
  'out-of-order': { sv: 'Posterna ligger i fel ordning.', en: 'The entries are out of order.' },
  truncated: {
    sv: 'Posten och de som följde på den är borttagna. En signerad kontrollpunkt visar att de har funnits.',
    en: 'The entry and those after it are gone. A signed checkpoint shows that they existed.',
  },
  rewritten: {
    sv: 'Kedjan är omräknad från den här posten eller en senare. En signerad kontrollpunkt stämmer inte.',
    en: 'The chain was recomputed from this entry or a later one. A signed checkpoint disagrees.',
  },
  'checkpoint-forged': {
    sv: 'Kontrollpunkten vid den här posten är inte signerad med tjänstens nyckel.',
    en: 'The checkpoint at this entry was not signed with the service’s key.',
  },
};

const AuditConnection = connectionOf('QueryAuditEntriesConnection', AuditEntryType, operations);

builder.queryField('auditEntries', (t) =>
  t.field({
    type: AuditConnection,
    subGraphs: operations,
    description: 'Newest first.',
    args: {
      first: t.arg.int({ required: false, defaultValue: 50 }),
      after: t.arg.string({ required: false }),
    },
    resolve: (_root, args, context) => {
      requireTechnicalAdmin(signedIn(context));
      return listAudit(context.services.db.service, pageRequest(args, auditKeys));
    },
  }),
);

builder.queryField('auditVerification', (t) =>
  t.field({
    type: AuditVerificationType,
    subGraphs: operations,
    description: 'Reads the whole chain.',
    resolve: (_root, _args, context) => {
      requireTechnicalAdmin(signedIn(context));
      const { db, keyring } = context.services;
      return verifyAudit(db.service, keyring.auditSigningKey.publicKeyPem);
    },
  }),
);

const namesKey = Symbol('names of the audit’s actors');

/** One statement for all the names of a page. An account that is gone keeps its id and has no name. */
function namesOf(context: RequestContext): DataLoader<string, { id: string; name: string }> {
  return memoized(
    context,
    namesKey,
    () =>
      new DataLoader<string, { id: string; name: string }>(async (ids) => {
        const accounts = await context.services.db.service.account.findMany({
          where: { id: { in: [...ids] } },
          select: { id: true, name: true },
        });
        const names = new Map(accounts.map((account) => [account.id, account.name]));
        return ids.map((id) => ({ id, name: names.get(id) ?? '' }));
      }),
  );
}
