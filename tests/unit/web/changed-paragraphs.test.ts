import { expect, it } from 'vitest';
import { changedPlaces } from '../../../web/features/terms/changed-paragraphs.ts';

const before = '## Ett\n\nLika.\n\nGammalt.\n\n## Två\n\n| a | b |\n|---|---|\n| c | d |\n';

it('equal texts differ nowhere', () => {
  expect(changedPlaces(before, `${before}\n\n`)).toEqual([]);
});

it('names the section of a change, and shows the text without its signs', () => {
  const after = before
    .replace('Gammalt.', '**Nytt** och [länkat](/terms).')
    .replace('| c | d |', '| c | e |');
  expect(changedPlaces(before, after)).toEqual([
    { heading: 'Ett', before: 'Gammalt.', after: 'Nytt och länkat.' },
    { heading: 'Två', before: 'c – d', after: 'c – e' },
  ]);
});

it('a new section stands for itself', () => {
  expect(changedPlaces(before, before.replace('## Två', '## Mellan\n\nHär.\n\n## Två'))).toEqual([
    { heading: null, before: '', after: 'Mellan\nHär.' },
  ]);
});
