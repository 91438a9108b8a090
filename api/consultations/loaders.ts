import DataLoader from 'dataloader';
import { listAnswers, type ThreadRequest } from '../answers/data.ts';
import type { Answer } from '../answers/types.ts';
import { memoized, type RequestContext } from '../graphql/context.ts';
import type { ConsultationId } from '../platform/ids.ts';
import type { Page } from '../platform/pages.ts';
import { readerOf } from '../posts/reader.ts';
import { listMyFaces } from './data.ts';
import type { MyFaces } from './types.ts';

/**
 * What a list may ask of each of its consultations comes in one statement for all of them. Batching only: nothing is
 * remembered, since a mutation later in the same document may change it.
 */
const batchingOnly = { cache: false } as const;

const answersKey = Symbol('answers');
const facesKey = Symbol('faces');

export function loadAnswers(context: RequestContext, request: ThreadRequest): Promise<Page<Answer>> {
  const loader = memoized(
    context,
    answersKey,
    () =>
      new DataLoader<ThreadRequest, Page<Answer>>(
        async (requests) => listAnswers(context.services, await readerOf(context), requests),
        batchingOnly,
      ),
  );
  return loader.load(request);
}

export function loadMyFaces(context: RequestContext, id: ConsultationId): Promise<MyFaces> {
  const loader = memoized(
    context,
    facesKey,
    () =>
      new DataLoader<ConsultationId, MyFaces>(
        async (ids) => listMyFaces(context.services.db.service, await readerOf(context), ids),
        batchingOnly,
      ),
  );
  return loader.load(id);
}
