import { describe, expect, it } from 'vitest';
import {
  countLapsed,
  faultsOf,
  formsOfOthers,
  inputOf,
  isOnlyHere,
  mayDiscardForm,
  moved,
  type PostImage,
  readImages,
  storable,
} from '../../../web/features/images/upload/post-image.ts';
import { pauseBefore } from '../../../web/features/images/upload/send-file.ts';

const now = Date.UTC(2026, 10, 22);
const hour = 3_600_000;

const ready = (key: string, changes: Partial<PostImage> = {}): PostImage => ({
  key,
  transfer: { phase: 'stored', id: `id of ${key}` },
  thumbnail: 'data:image/jpeg;base64,AAAA',
  alt: 'Ett EKG',
  consent: 'ORAL',
  form: null,
  sensitive: false,
  again: false,
  storedAt: now,
  ...changes,
});

describe('the images of a post that is being written', () => {
  it('are posted in their order, once nothing is missing', () => {
    expect(inputOf([ready('a'), ready('b', { alt: ' Ett utslag ', sensitive: true })])).toEqual([
      { id: 'id of a', alt: 'Ett EKG', consent: 'ORAL', formId: null, sensitive: false, again: false },
      {
        id: 'id of b',
        alt: 'Ett utslag',
        consent: 'ORAL',
        formId: null,
        sensitive: true,
        again: false,
      },
    ]);
    expect(inputOf([])).toEqual([]);
  });

  it('may stand on one form, which is offered to the others and thrown away with the last', () => {
    const written = (key: string, id: string | null) =>
      ready(key, {
        consent: 'WRITTEN',
        form: id === null ? null : { name: `${id}.pdf`, transfer: { phase: 'stored', id } },
      });
    const images = [written('a', 'x'), written('b', 'x'), written('c', null), written('d', 'y')];
    const offered = (key: string) =>
      formsOfOthers(images, key).map(({ number, form }) => [number, form.name]);
    expect(offered('c')).toEqual([
      [1, 'x.pdf'],
      [4, 'y.pdf'],
    ]);
    expect(offered('b')).toEqual([[4, 'y.pdf']]);
    expect(['a', 'd'].map((key) => mayDiscardForm(images, key))).toEqual([false, true]);
  });

  it('are not posted while one of them is on its way, undescribed or without consent', () => {
    const faulty: [Partial<PostImage>, string][] = [
      [{ transfer: { phase: 'waiting' } }, 'transfer'],
      [{ alt: '  ' }, 'alt'],
      [{ consent: null }, 'consent'],
      [{ consent: 'WRITTEN' }, 'form'],
      [{ consent: 'WRITTEN', form: { name: 'f.pdf', transfer: { phase: 'sending', share: 1 } } }, 'form'],
    ];
    for (const [changes, fault] of faulty) {
      expect(faultsOf(ready('b', changes))).toEqual([fault]);
      expect(inputOf([ready('a'), ready('b', changes)])).toBeNull();
    }
  });

  it('are lost with the page until they and the forms they stand on have arrived', () => {
    const form = (phase: 'waiting' | 'preparing') => ({ name: 'f.pdf', transfer: { phase } });
    const lost: [Partial<PostImage>, boolean][] = [
      [{}, false],
      [{ transfer: { phase: 'preparing' } }, true],
      [{ transfer: { phase: 'refused', message: '' } }, false],
      [{ consent: 'WRITTEN', form: form('waiting') }, true],
      [{ consent: 'WRITTEN', form: { name: 'f.pdf', transfer: { phase: 'stored', id: 'f' } } }, false],
      [{ consent: 'ORAL', form: form('preparing') }, false],
    ];
    for (const [changes, expected] of lost) expect(isOnlyHere(ready('a', changes))).toBe(expected);
  });

  it('a form that belongs to another choice is not sent with it', () => {
    const form = { name: 'f.pdf', transfer: { phase: 'stored' as const, id: 'f' } };
    expect(inputOf([ready('a', { consent: 'WRITTEN', form })])?.[0]?.formId).toBe('f');
    expect(inputOf([ready('a', { consent: 'ROLE_PLAY', form })])?.[0]?.formId).toBeNull();
  });

  it('change places, and no further than to the ends', () => {
    const list = [ready('a'), ready('b'), ready('c')];
    const keys = (images: PostImage[]) => images.map(({ key }) => key).join('');
    expect(keys(moved(list, 'b', -1))).toBe('bac');
    expect(keys(moved(list, 'b', 1))).toBe('acb');
    expect(keys(moved(list, 'a', -1))).toBe('abc');
    expect(keys(moved(list, 'c', 1))).toBe('abc');
  });

  it('come back as they were left, without what never arrived', () => {
    const list = [ready('a', { sensitive: true }), ready('b', { transfer: { phase: 'waiting' } })];
    const kept: unknown = JSON.parse(JSON.stringify(storable(list)));
    expect(readImages(kept, now + hour)).toEqual([list[0]]);
  });

  it('do not come back once the server has thrown them away', () => {
    const kept = storable([ready('a')]);
    expect(readImages(kept, now + 22 * hour)).toHaveLength(1);
    expect(readImages(kept, now + 24 * hour)).toHaveLength(0);
    expect([22, 24].map((hours) => countLapsed(kept, now + hours * hour))).toEqual([0, 1]);
    expect(countLapsed(null, now)).toBe(0);
  });

  it('a stored draft of another shape is no image', () => {
    for (const odd of [null, 7, {}, { images: 1 }, { images: [null, 1, { key: 'a' }] }]) {
      expect(readImages(odd, now)).toEqual([]);
    }
    const [image] = readImages({ images: [{ ...ready('a'), thumbnail: 'https://elsewhere.test/x' }] }, now);
    expect(image?.thumbnail).toBe('');
  });
});

describe('the pauses between attempts', () => {
  it('double up to a third of a minute, and are never the same for everybody', () => {
    expect([1, 2, 3].map((attempt) => pauseBefore(attempt, 1))).toEqual([1000, 2000, 4000]);
    expect(pauseBefore(1, 0)).toBe(500);
    expect(pauseBefore(12, 1)).toBe(20_000);
  });
});
