import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { findActor } from '../../api/access/actor.ts';
import { requestErasure } from '../../api/erasure/request-erasure.ts';
import { eraseExports } from '../../api/exports/erase-exports.ts';
import { makeExports } from '../../api/exports/make-exports.ts';
import { askForExport } from '../support/archives.ts';
import type { Reply } from '../support/graphql.ts';
import { accepts, imageInput, picture, signedForm, uploadForm, uploadPicture } from '../support/images.ts';
import { describe } from './judge.ts';
import { passwordOf, physicians, type Role, roles, type Stage } from './stage.ts';

/** The doors that are no GraphQL endpoint, for the taint test: each is knocked on by everybody. */

interface Knock {
  path: string;
  init?: RequestInit;
  /** What is in the answer is hers to have, and judged elsewhere. */
  opaqueTo?: Role;
}

/** What there is behind the doors, and who knocks. */
interface Scene {
  role: Role;
  picture: Buffer;
  /** Of the author's anonymous question: addresses as this role is given them, else the author's own. */
  images: string[];
  form: string;
  archive: string;
  erasureCode: string;
}

type Door = (scene: Scene) => Knock[];

const posted = (path: string, body: Buffer | string, headers: Record<string, string> = {}): Knock => ({
  path,
  init: {
    method: 'POST',
    headers: { 'x-requested-with': 'konsilium', ...headers },
    body: typeof body === 'string' ? body : Uint8Array.from(body),
  },
});
const json = { 'content-type': 'application/json' };

const uploads =
  (path: string, good: (scene: Scene) => Buffer): Door =>
  (scene) => [
    posted(path, good(scene), { 'x-upload-id': randomUUID() }),
    posted(path, Buffer.from(`<svg>${scene.role}</svg>`)),
    posted(path, good(scene), { 'x-requested-with': '' }),
    posted(path, Buffer.alloc(0)),
  ];

/** Where each route of the sources is tried: here, or by whom. */
export const doors: Record<string, Door | string> = {
  'api/images/routes.ts post /': uploads('/images', (scene) => scene.picture),
  'api/images/routes.ts post /forms': uploads('/images/forms', () => signedForm),
  'api/images/routes.ts get /forms/:id': ({ form }) => [
    { path: `/images/forms/${form}` },
    { path: `/images/forms/${randomUUID()}` },
    { path: '/images/forms/none' },
  ],
  'api/server.ts get /images/:id/:width': ({ images }) =>
    images.flatMap((path) => [
      ...accepts.flatMap((accept) => [
        { path, init: { headers: { accept } } },
        { path, init: { method: 'HEAD', headers: { accept } } },
      ]),
      { path: path.replace(/s=../, 's=__') },
      { path: path.replace(/\/\d+\?/, '/99999?') },
    ]),
  'api/server.ts get /exports/:id': ({ archive }) => [
    { path: `/exports/${archive}`, opaqueTo: 'author' },
    { path: `/exports/${randomUUID()}` },
    { path: '/exports/none' },
  ],
  'api/erasure/receipt-route.ts get /': ({ erasureCode }) =>
    [erasureCode, 'ABCD-EFGH'].map((code) => ({
      path: '/erasure/status',
      init: { headers: { 'x-erasure-code': code } },
    })),
  'api/erasure/receipt-route.ts post /': ({ erasureCode }) => [
    posted('/erasure/status', JSON.stringify({ code: erasureCode }), json),
    posted('/erasure/status', '{"code":', json),
  ],
  'api/telemetry/errors/browser-errors.ts post /browser-errors': ({ role }) => [
    posted(
      '/telemetry/browser-errors',
      JSON.stringify({
        class: role,
        page: '/ask',
        kind: 'error',
        frames: [{ file: role, line: 1, column: 1 }],
      }),
      json,
    ),
    posted('/telemetry/browser-errors', JSON.stringify({ message: role }), json),
    posted('/telemetry/browser-errors', '{', json),
  ],
  'api/server.ts get /healthz': 'taint.test.ts, the other doors',
  'api/server.ts get /readyz': 'taint.test.ts, the other doors',
  'api/server.ts get /auth/demo-accounts': 'taint.test.ts, the other doors',
  'api/access/sign-in.ts post /sign-in': 'taint.test.ts, the other doors',
  'api/access/sign-in.ts post /sign-out': 'answers without a body; tests/flows/access.test.ts',
};

/** Every route that the sources declare, as the names of `doors`. */
export async function declaredRoutes(): Promise<string[]> {
  const routes: string[] = [];
  for (const file of await readdir('api', { recursive: true })) {
    if (!file.endsWith('.ts')) continue;
    const source = await readFile(`api/${file}`, 'utf8');
    for (const [, method, path] of source.matchAll(
      /\b(?:app|router)\s*\.(get|post|put|patch|delete|all)\(\s*'([^']*)'/g,
    )) {
      routes.push(`api/${file} ${method} ${path}`);
    }
  }
  return routes.sort();
}

/** Lets everybody knock on every door. @returns what is wrong with the answers, one line each, and how many there were. */
export async function knockEverywhere(
  stage: Stage,
): Promise<{ faults: string[]; answers: number; letIn: number }> {
  const behind = await furnish(stage);
  const faults: string[] = [];
  let answers = 0;
  let letIn = 0;
  for (const role of roles) {
    const scene = { ...behind, role, images: await addressesFor(stage, role, behind.question) };
    if (scene.images.length === 0) scene.images = await addressesFor(stage, 'author', behind.question);
    for (const [name, door] of Object.entries(doors)) {
      for (const { path, init, opaqueTo } of typeof door === 'string' ? [] : door(scene)) {
        const reply = await stage.clientOf(role).request(path, init);
        answers += 1;
        if (reply.status < 300) letIn += 1;
        const told = judgeReply(stage, reply, opaqueTo === role);
        faults.push(...told.map((fault) => `${role} at ${name}: ${fault}`));
      }
    }
  }
  return { faults, answers, letIn };
}

function judgeReply(stage: Stage, { status, headers, text }: Reply, isOpaque: boolean): string[] {
  const faults: string[] = [];
  const told = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const searched = isOpaque ? told : `${told}\n${text}`;
  faults.push(...[...stage.aviary.search(searched), ...stage.texts.search(searched)].map(describe));
  if (status >= 500) faults.push(`it failed: ${status}`);
  const kept = headers.get('cache-control') ?? '';
  const isImage = status === 200 && headers.get('content-type')?.startsWith('image/') === true;
  const isShown = isImage && kept === 'private, max-age=60, must-revalidate';
  if (!isShown && !kept.split(/,\s*/).includes('no-store')) faults.push(`a cache may keep it: ${kept}`);
  if (isShown && !headers.get('vary')?.includes('Cookie')) faults.push('it does not vary by cookie');
  if (headers.has('etag') && !isShown) faults.push('the header etag');
  for (const name of ['last-modified', 'server-timing', 'set-cookie']) {
    if (headers.has(name)) faults.push(`the header ${name}`);
  }
  return faults;
}

/** An anonymous question by the author with an image and its form, her archive, and an erasure that she has asked for. */
async function furnish(stage: Stage): Promise<Omit<Scene, 'role' | 'images'> & { question: string }> {
  const { server } = stage;
  const { id, name, client } = stage.person('author');
  const image = await uploadPicture(client, await picture(400, 300).jpeg().toBuffer());
  const form = await uploadForm(client);
  const question = await stage.ask('author', {
    anonymous: true,
    holdBack: 'AT_ONCE',
    images: [imageInput(image, { alt: stage.text(), consent: 'WRITTEN', formId: form })],
  });
  await eraseExports(server.services, id);
  const password = passwordOf(stage, 'author');
  const archive = await askForExport({ id, name, email: '', password, client });
  await makeExports(server.services);
  await stage.owner.query('DELETE FROM erasure.erasure');
  const actor = await findActor(server.services.db.service, id);
  if (!actor) throw new Error('the author has no account');
  const { code } = await requestErasure(server.services, actor);
  return {
    question,
    form,
    archive: String(archive.id),
    erasureCode: code,
    picture: await picture(60, 40).jpeg().toBuffer(),
  };
}

/** Of the images of a question, as this role is told of them. */
async function addressesFor(stage: Stage, role: Role, question: string): Promise<string[]> {
  if (!physicians.includes(role)) return [];
  const { data } = await stage
    .clientOf(role)
    .graphql('physician', 'query ($id: ID!) { consultation(id: $id) { images { sources { url } } } }', {
      id: question,
    });
  const found = data?.consultation as { images: { sources: { url: string }[] }[] };
  return found.images.flatMap(({ sources }) => sources.map(({ url }) => url));
}
