import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  deleteDraft,
  deleteDraftsOf,
  deleteDraftsOfOthers,
  hasDrafts,
  readDraft,
  writeDraft,
} from '../../../web/features/drafts/draft-store.ts';

/** As much of the browser's storage as the store uses. */
class MemoryStorage {
  readonly entries = new Map<string, string>();
  get length() {
    return this.entries.size;
  }
  key(index: number) {
    return [...this.entries.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.entries.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    this.entries.set(key, value);
  }
  removeItem(key: string) {
    this.entries.delete(key);
  }
}

let storage: MemoryStorage;
beforeEach(() => {
  storage = new MemoryStorage();
  vi.stubGlobal('window', { localStorage: storage });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('drafts', () => {
  it('come back as they were written', () => {
    expect(writeDraft('anna', 'ask', { title: 'Fråga', tags: ['a'] })).toBe(true);
    expect(readDraft('anna', 'ask')).toEqual({ title: 'Fråga', tags: ['a'] });
    expect(readDraft('anna', 'answer.1')).toBeNull();
  });

  it('never cross accounts on a shared computer (#46)', () => {
    writeDraft('anna', 'ask', { body: 'hemligt' });
    expect(readDraft('bo', 'ask')).toBeNull();
    expect(hasDrafts('bo')).toBe(false);
    deleteDraftsOfOthers('bo');
    expect([...storage.entries.values()].join()).not.toContain('hemligt');
  });

  it('of the one who signs in stay, also where an id begins like another', () => {
    writeDraft('anna', 'ask', { body: '1' });
    writeDraft('anna2', 'ask', { body: '2' });
    deleteDraftsOfOthers('anna');
    expect(readDraft('anna', 'ask')).toEqual({ body: '1' });
    expect(readDraft('anna2', 'ask')).toBeNull();
  });

  it('all go at sign-out, and nothing else does', () => {
    storage.setItem('konsilium.language', 'sv');
    writeDraft('anna', 'ask', { body: '1' });
    writeDraft('anna', 'answer.7', { body: '2' });
    deleteDraftsOf('anna');
    expect([...storage.entries.keys()]).toEqual(['konsilium.language']);
  });

  it('go one by one when posted', () => {
    writeDraft('anna', 'ask', { body: '1' });
    writeDraft('anna', 'answer.7', { body: '2' });
    deleteDraft('anna', 'ask');
    expect(hasDrafts('anna')).toBe(true);
    expect(readDraft('anna', 'ask')).toBeNull();
  });

  it('that cannot be kept are reported, and a broken one counts as none', () => {
    storage.setItem = () => {
      throw new Error('full');
    };
    expect(writeDraft('anna', 'ask', {})).toBe(false);
    storage.entries.set('konsilium.draft.anna.ask', '{broken');
    expect(readDraft('anna', 'ask')).toBeNull();
  });
});
