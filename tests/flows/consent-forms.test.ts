import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import type { AliasId, ConsultationId } from '../../api/platform/ids.ts';
import { Town } from '../privacy/town.ts';
import { fetchImage, imageInput, uploadForm, uploadPicture } from '../support/images.ts';
import type { Member } from '../support/server.ts';
import { askForLookup, proveFor } from '../support/vault.ts';

let town: Town;
let asker: Member;
let admin: Member;
let secondAdmin: Member;

beforeAll(async () => {
  town = await Town.open();
  asker = await town.member('Astrid Fråga');
  admin = await town.admin();
  secondAdmin = await town.admin(1);
});
afterAll(() => town.close());

/** A question with an image for which a form was signed. */
async function askWithForm(by: Member, anonymous: boolean, more: object = {}) {
  const form = await uploadForm(by.client);
  const image = await uploadPicture(by.client);
  const images = [imageInput(image, { consent: 'WRITTEN', formId: form })];
  return { form, image, question: await town.ask(by, anonymous, { images, ...more }) };
}

const open = async (by: Member, form: string): Promise<number> =>
  (await fetchImage(town.server.url, by.client, `/images/forms/${form}`)).status;

interface Listed {
  id: string;
  consultationId: string;
  anonymous: boolean;
  mayOpen: boolean;
}

async function listed(by: Member): Promise<Listed[]> {
  const { edges } = (await town.call(by, 'operations', 'consentForms', { first: 100 })) as {
    edges: { node: Listed }[];
  };
  return edges.map(({ node }) => node);
}

const looks = async (form: string) =>
  (
    await town.owner.query(
      `SELECT actor, details FROM audit.entry WHERE kind = 'consent-form.opened' AND details LIKE '%' || $1 || '%'`,
      [form],
    )
  ).rows;

/** Two admins look up who asked; the first of them opens it. */
async function lookUp(consultation: ConsultationId): Promise<void> {
  const { server, holders, owner } = town;
  const [first, second] = holders;
  if (!first || !second) throw new Error('there is nobody to look it up');
  const { rows } = await owner.query<{ alias: AliasId }>(
    'SELECT alias_id AS alias FROM forum.consultation WHERE id = $1',
    [consultation],
  );
  const [{ alias } = { alias: null }] = rows;
  if (!alias) throw new Error('it is not anonymous');
  const id = await askForLookup(server, first, { alias, consultation, physician: asker.id });
  await approveLookup(server.services, second.grant, id, await proveFor(server, second, id));
  const settings = { ...server.services, noticeDays: server.services.config.lookupNoticeDays };
  await openLookup(settings, first.grant, id, await proveFor(server, first, id));
}

describe('a signed form', () => {
  it('can be opened by its owner, from her own post', async () => {
    const { form, image, question } = await askWithForm(asker, true);
    const { data } = await asker.client.graphql(
      'physician',
      'query ($id: ID!) { consultation(id: $id) { images { id mine { formId } } } }',
      { id: question },
    );
    expect(data?.consultation).toEqual({ images: [{ id: image, mine: { formId: form } }] });
    expect(await open(asker, form)).toBe(200);
    expect(await looks(form)).toEqual([]);
  });

  it('of what stands under a name is open to every technical admin, on the record', async () => {
    const { form, question } = await askWithForm(asker, false);
    expect(await listed(admin)).toContainEqual(
      expect.objectContaining({ id: form, consultationId: question, anonymous: false, mayOpen: true }),
    );
    expect(await open(admin, form)).toBe(200);
    expect(await looks(form)).toEqual([
      {
        actor: admin.id,
        details: JSON.stringify({ answer: null, consultation: question, form }),
      },
    ]);
  });

  it('of an anonymous post opens to nobody alone: it may name its doctor (#34)', async () => {
    const { form, question } = await askWithForm(asker, true);
    const find = async (by: Member) => (await listed(by)).find(({ id }) => id === form);
    expect(await find(admin)).toMatchObject({ anonymous: true, mayOpen: false });
    expect(await open(admin, form)).toBe(404);
    expect(await looks(form)).toEqual([]);

    await lookUp(question);
    expect(await find(admin)).toMatchObject({ mayOpen: true });
    expect(await open(admin, form)).toBe(200);
    expect(await find(secondAdmin), 'it was not her lookup').toMatchObject({ mayOpen: false });
    expect(await open(secondAdmin, form)).toBe(404);
    expect(await looks(form)).toHaveLength(1);

    town.server.clock.advance(24 * 3_600_000);
    await Promise.all([admin, secondAdmin].map((each) => each.client.signIn(each.email, each.password)));
    expect(await find(admin), 'the lookup has had its day').toMatchObject({ mayOpen: false });
    expect(await open(admin, form)).toBe(404);
  });

  it('of a technical admin’s own anonymous post is hers as anybody’s: nothing on the audit tells of her look', async () => {
    const both = await town.member('Tekla Teknik', { technicalAdmin: true });
    const { form } = await askWithForm(both, true);
    expect(await open(both, form)).toBe(200);
    expect(await looks(form)).toEqual([]);
    expect((await listed(both)).find(({ id }) => id === form)).toMatchObject({ mayOpen: false });
  });

  it('of a post that is held back does not exist for an admin (#25)', async () => {
    const { form } = await askWithForm(asker, true, { holdBack: 'ONE_DAY' });
    expect((await listed(admin)).map(({ id }) => id)).not.toContain(form);
    expect(await open(asker, form)).toBe(200);
  });

  it('is listed once, for the images that it stands for, and gone with the last of them', async () => {
    const form = await uploadForm(asker.client);
    const ids = [await uploadPicture(asker.client), await uploadPicture(asker.client)];
    const images = ids.map((id) => imageInput(id, { consent: 'WRITTEN', formId: form }));
    await town.ask(asker, false, { images });
    const found = async () => (await listed(admin)).filter(({ id }) => id === form);
    expect(await found()).toMatchObject([{ images: 2 }]);
    await town.call(asker, 'physician', 'removeImage', { id: ids[0] });
    expect(await found()).toMatchObject([{ images: 1 }]);
    await town.call(asker, 'physician', 'removeImage', { id: ids[1] });
    expect(await found()).toEqual([]);
    expect(await open(admin, form)).toBe(404);
  });
});
