import { listHeldAnswers } from '../answers/data.ts';
import { listHeldQuestions } from '../consultations/data.ts';
import type { Reader } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import type { HeldPost } from './types.ts';

/**
 * Everything of the reader's own that waits for its publication or could not be published. The same statements for every
 * reader.
 */
export async function listHeldPosts(services: Services, reader: Reader): Promise<HeldPost[]> {
  const answers = await listHeldAnswers(services, reader);
  const threads = answers.map(({ consultationId }) => consultationId);
  const consultations = await listHeldQuestions(services.db.service, reader, threads);
  const questions = consultations.filter(({ held }) => held !== null);
  return [
    ...questions.map((consultation) => ({ consultation, answer: null })),
    ...answers.map((answer) => ({
      consultation: consultations.find(({ id }) => id === answer.consultationId) ?? null,
      answer,
    })),
  ];
}
