import type { Processor } from '../../graphql/operations/graphql.ts';
import type { Translate } from '../../locales/i18n.ts';
import { bylineName } from '../bylines/byline.tsx';
import { processorNames } from '../telemetry/processor-names.ts';
import { faceOf } from './lookup-subject.tsx';

interface Named {
  processor: Processor | null;
  subject: { aliasNumber: number; isAsker: boolean } | null;
}

/** Whom a lookup is about, in words: a face in the forum, or a pseudonym at a processor. */
export function subjectName({ processor, subject }: Named, t: Translate): string {
  if (processor) return t('lookups:pseudonymAt', { name: processorNames[processor] });
  return subject ? bylineName(faceOf(subject), t) : '';
}
