import { postAnswer } from '../../api/answers/post-answer.ts';
import type { HoldBackWindow } from '../../api/hold-back/types.ts';
import type { AnswerId, ConsultationId } from '../../api/platform/ids.ts';
import {
  ask,
  bylineParts,
  type Colleague,
  consultationParts,
  execute,
  readList,
  readThread,
} from './forum.ts';
import type { World } from './world.ts';

export function holdQuestion(
  world: World,
  by: Colleague,
  holdBack: HoldBackWindow = 'ONE_DAY',
): Promise<ConsultationId> {
  return ask(world, by, true, { holdBack });
}

export async function holdAnswer(
  world: World,
  { grant }: Colleague,
  consultationId: ConsultationId,
  holdBack: HoldBackWindow = 'ONE_DAY',
  body = 'Jag skulle vänta med järn tills koloskopin är gjord.',
): Promise<AnswerId> {
  const { id } = await postAnswer(world.services, grant, { consultationId, body, anonymous: true, holdBack });
  return id;
}

const heldDocument = `{ heldPosts {
  consultation { ${consultationParts} }
  answer { id consultationId body visibility isMine held { within couldNotBePublished } ${bylineParts} }
} }`;

// biome-ignore lint/suspicious/noExplicitAny: tests reach into answers whose shape their document gives.
type Loose = any;

/** Her posts that wait or could not be published. */
export async function readHeld(world: World, { actor }: Colleague): Promise<Loose[]> {
  const { data, errors } = await execute(world, actor, heldDocument);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.heldPosts;
}

const lists = ['ACTIVITY', 'NEWEST', 'UNANSWERED', 'MINE', 'ANSWERED'];

/** Everything that a member can read of the forum, and of some posts by their ids, as one text. */
export async function readAll(
  world: World,
  by: Colleague,
  threads: readonly ConsultationId[],
): Promise<string> {
  const seen: unknown[] = [];
  for (const list of lists) seen.push(await readList(world, by, list, { first: 100 }));
  for (const id of threads) seen.push(await readThread(world, by, id));
  seen.push(await readHeld(world, by));
  return JSON.stringify(seen);
}
