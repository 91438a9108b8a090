import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, findActor } from '../../api/access/actor.ts';
import { schemas } from '../../api/graphql/schema.ts';
import type { LookupId } from '../../api/platform/ids.ts';
import {
  type AnonymousPost,
  holdTestCeremony,
  proveFor,
  type ShareHolder,
  writeAnonymously,
} from '../support/vault.ts';
import { asPhysician, createAccount, createWorld, requestContext, type World } from '../support/world.ts';

/** What the operations endpoint says about lookups, as its resolvers translate it. */
describe('the operations endpoint', () => {
  let world: World;
  let anna: ShareHolder;
  let bo: ShareHolder;
  let post: AnonymousPost;

  beforeAll(async () => {
    world = await createWorld();
    const [first, second] = await holdTestCeremony(world, 2, 3);
    if (!first || !second) throw new Error('admins expected');
    [anna, bo] = [first, second];
    const { physicianId } = await asPhysician(world, { name: 'Karin Hemlig' });
    post = await writeAnonymously(world, physicianId);
  });
  afterAll(() => world.close());

  async function ask(actor: Actor | null, source: string, variableValues: Record<string, unknown> = {}) {
    const contextValue = requestContext(world, actor);
    return graphql({ schema: schemas.operations, source, contextValue, variableValues });
  }

  async function askAs(who: ShareHolder, source: string, variables: Record<string, unknown> = {}) {
    const actor = await findActor(world.services.db.service, who.grant.adminId);
    const { data, errors } = await ask(actor, source, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  const fields = `id state requestedByMe canApprove canOpen partials ephemeral
    epoch { number threshold commitments holders { index admin { name } } }
    participations { kind admin { name } } subject { title kind isAsker aliasNumber }`;
  const refusals = '... on Refusal { code message } ... on InvalidInputError { issues { field code } }';

  test('a lookup from request to opening, as each admin sees it', async () => {
    const { lookupSubject } = await askAs(
      anna,
      'query ($link: String!) { lookupSubject(link: $link) { aliasId } }',
      {
        link: `/consultations/${post.consultation}`,
      },
    );
    const { requestLookup: asked } = await askAs(
      anna,
      `mutation ($input: RequestLookupInput!) {
        requestLookup(input: $input) { __typename ... on Lookup { ${fields} } ${refusals} } }`,
      {
        input: {
          aliasId: lookupSubject.aliasId,
          reason: 'SERIOUS_ABUSE',
          text: 'Grova hot mot en namngiven kollega.',
          caseReference: 'D 7/26',
        },
      },
    );
    expect(asked).toMatchObject({
      __typename: 'Lookup',
      state: 'REQUESTED',
      requestedByMe: true,
      canApprove: false,
      canOpen: false,
      partials: 0,
      subject: { title: 'Oklar anemi', kind: 'CONSULTATION', isAsker: true, aliasNumber: 0 },
    });
    const one = `query ($id: ID!) { lookup(id: $id) { ${fields} } }`;
    expect((await askAs(bo, one, { id: asked.id })).lookup).toMatchObject({
      requestedByMe: false,
      canApprove: true,
      canOpen: false,
    });

    const id = asked.id as LookupId;
    const approve = `mutation ($id: ID!, $partial: PartialInput!) {
      approveLookup(id: $id, partial: $partial) { __typename ... on Lookup { ${fields} } ${refusals} } }`;
    const good = await proveFor(world, bo, id);
    expect(
      (await askAs(bo, approve, { id, partial: { ...good, partial: good.challenge } })).approveLookup,
    ).toMatchObject({
      __typename: 'InvalidInputError',
      issues: [{ field: 'partial', code: 'PARTIAL_INVALID' }],
    });
    expect((await askAs(bo, approve, { id, partial: good })).approveLookup).toMatchObject({
      state: 'READY',
      partials: 1,
      canApprove: false,
    });

    const { openLookup: opened } = await askAs(
      anna,
      `mutation ($id: ID!, $partial: PartialInput!) {
        openLookup(id: $id, partial: $partial) {
          __typename ... on OpenedLookup { author { id name } lookup { ${fields} } } ${refusals} } }`,
      { id, partial: await proveFor(world, anna, id) },
    );
    expect(opened).toMatchObject({
      __typename: 'OpenedLookup',
      author: { id: post.physician, name: 'Karin Hemlig' },
      lookup: { state: 'OPENED', ephemeral: null, canOpen: false, partials: 2 },
    });
    const { lookups } = await askAs(anna, `{ lookups { edges { node { ${fields} } } } }`);
    expect(JSON.stringify(lookups)).not.toContain(post.physician);
    expect(JSON.stringify(lookups)).not.toContain('Karin Hemlig');
  });

  test('the audit names its actors and says in words that the chain holds', async () => {
    const { auditEntries, auditVerification, epoch } = await askAs(
      bo,
      `{ auditEntries(first: 3) { edges { node { seq kind at hash details actor { name } } } }
         auditVerification { ok entries checkpoints firstBroken reason }
         epoch { number threshold shares groupKey holders { index admin { name } } } }`,
    );
    expect(auditEntries.edges.map((edge: { node: { kind: string } }) => edge.node.kind)).toEqual([
      'lookup.opened',
      'lookup.approved',
      'lookup.partial-refused',
    ]);
    expect(auditEntries.edges[0].node).toMatchObject({ actor: { name: 'Admin 1' } });
    expect(auditEntries.edges[0].node.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(auditVerification).toEqual({
      ok: true,
      entries: 5,
      checkpoints: 1,
      firstBroken: null,
      reason: null,
    });
    expect(epoch).toMatchObject({
      number: 1,
      threshold: 2,
      shares: 3,
      holders: [{ index: 1 }, { index: 2 }, { index: 3 }],
    });
  });

  test('answers nobody else', async () => {
    const physician = await createAccount(world);
    for (const actor of [physician, null]) {
      for (const source of [
        '{ lookups { edges { node { id } } } }',
        '{ auditEntries { edges { node { seq } } } }',
        '{ auditVerification { ok } }',
        '{ epoch { number } }',
        `{ lookupSubject(link: "${post.alias}") { aliasId } }`,
      ]) {
        const { data, errors } = await ask(actor, source);
        expect(errors, source).toHaveLength(1);
        expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true);
      }
    }
  });
});
