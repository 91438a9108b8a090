import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  boundLeftDrafts,
  closeDrafts,
  deleteDraft,
  deleteDraftsOf,
  discardLeftDraft,
  findLeftDraft,
  hasDrafts,
  openDrafts,
  readDraft,
  readOnceKey,
  takeLeftDraft,
  writeDraft,
} from '../../../web/features/drafts/draft-store.ts';
import { claimTab, tabId } from '../../../web/features/drafts/tab-id.ts';

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
/** As the server gives it to a session. */
const newKey = () => randomBytes(32).toString('base64url');
const drafts = () => [...storage.entries.keys()].filter((name) => name.startsWith('konsilium.draft.'));

beforeEach(() => {
  storage = new MemoryStorage();
  vi.stubGlobal('window', { localStorage: storage });
  openDrafts('anna', newKey());
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
    openDrafts('bo', newKey());
    expect(readDraft('bo', 'ask')).toBeNull();
    expect(readDraft('anna', 'ask')).toBeNull();
    expect(hasDrafts('bo')).toBe(false);
    expect(drafts()).toEqual([]);
  });

  it('are ciphertext of one size, under a name that tells no post (#64)', () => {
    writeDraft('anna', 'edit.frågan', { body: 'kort' });
    const short = JSON.stringify([...storage.entries]);
    writeDraft('anna', 'edit.frågan', { body: 'långt '.repeat(400) });
    const long = JSON.stringify([...storage.entries]);
    expect(long.length).toBe(short.length);
    for (const text of ['kort', 'långt', 'edit', 'frågan', 'anna'])
      expect(`${short}${long}`).not.toContain(text);
  });

  it('open to nobody once the session has ended, be it with the same account (#64)', () => {
    writeDraft('anna', 'ask', { body: 'hemligt' });
    const kept = new Map(storage.entries);
    closeDrafts();
    expect(readDraft('anna', 'ask')).toBeNull();
    expect(writeDraft('anna', 'ask', { body: 'för sent' })).toBe(false);
    for (const next of ['anna', 'bo']) {
      for (const [name, value] of kept) storage.setItem(name, value);
      openDrafts(next, newKey());
      expect(readDraft(next, 'ask')).toBeNull();
      expect(drafts()).toEqual([]);
      closeDrafts();
    }
  });

  it('survive a reload, after which the page is given the same key', async () => {
    const key = newKey();
    openDrafts('anna', key);
    writeDraft('anna', 'ask', { body: '1' });
    vi.resetModules();
    const reloaded = await import('../../../web/features/drafts/draft-store.ts');
    const tabs = await import('../../../web/features/drafts/tab-id.ts');
    expect(reloaded.readDraft('anna', 'ask')).toBeNull();
    reloaded.openDrafts('anna', key);
    expect(reloaded.findLeftDraft('anna', 'ask')).toBe(tabId());
    expect(tabs.tabId()).not.toBe(tabId());
  });

  it('go on under the key of a session that was renewed, after a change of password for instance', () => {
    writeDraft('anna', 'ask', { body: '1' }, 'k1');
    writeDraft('anna', 'answer.7', { body: '2' });
    openDrafts('anna', newKey());
    expect(readDraft('anna', 'ask')).toEqual({ body: '1' });
    expect(readOnceKey('anna', 'ask')).toBe('k1');
    expect(readDraft('anna', 'answer.7')).toEqual({ body: '2' });
    expect(drafts()).toHaveLength(2);
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
    writeDraft('anna', 'ask', { body: '1' });
    const [name = ''] = drafts();
    storage.entries.set(name, '{broken');
    expect(readDraft('anna', 'ask')).toBeNull();
    storage.entries.clear();
    storage.setItem = () => {
      throw new Error('full');
    };
    expect(writeDraft('anna', 'ask', {})).toBe(false);
    expect(readDraft('anna', 'ask')).toBeNull();
  });
});

/** Goes on as the tab of this name, while these others are open. */
async function inTab(name: string, open: readonly string[] = []): Promise<void> {
  const sessionStorage = new MemoryStorage();
  sessionStorage.setItem('konsilium.tab', name);
  vi.stubGlobal('window', { localStorage: storage, sessionStorage });
  vi.stubGlobal('navigator', {
    locks: {
      async request(lock: string, _options: unknown, granted: () => unknown) {
        if (open.includes(lock.replace('konsilium.tab.', ''))) throw new Error('held');
        void granted();
        return undefined;
      },
      query: async () => ({ held: open.map((tab) => ({ name: `konsilium.tab.${tab}` })) }),
    },
  });
  await claimTab();
}

describe('drafts of several tabs', () => {
  it('do not touch each other, and each keeps its own key', async () => {
    await inTab('one');
    writeDraft('anna', 'ask', { body: 'första' }, 'k1');
    await inTab('two', ['one']);
    expect(readDraft('anna', 'ask')).toBeNull();
    writeDraft('anna', 'ask', { body: 'andra' }, 'k2');
    await inTab('one', ['two']);
    expect(readDraft('anna', 'ask')).toEqual({ body: 'första' });
    expect(readOnceKey('anna', 'ask')).toBe('k1');
  });

  it('a duplicated tab becomes one of its own', async () => {
    await inTab('another');
    await inTab('one', ['one']);
    expect(tabId()).not.toBe('one');
  });

  it('a closed one’s is offered with its images, an open one’s is not', async () => {
    await inTab('one');
    writeDraft('anna', 'ask', { body: 'kvar' }, 'k1');
    writeDraft('anna', 'images.ask', { images: ['a'] });
    await inTab('two', ['one']);
    expect(findLeftDraft('anna', 'ask')).toBeNull();
    takeLeftDraft('anna', 'one', 'ask');
    discardLeftDraft('anna', 'one', 'ask');
    expect(readDraft('anna', 'ask')).toBeNull();
    await inTab('two');
    expect(findLeftDraft('anna', 'answer.1')).toBeNull();
    expect(findLeftDraft('bo', 'ask')).toBeNull();
    expect(findLeftDraft('anna', 'ask')).toBe('one');
    takeLeftDraft('anna', 'one', 'ask');
    expect(readDraft('anna', 'ask')).toEqual({ body: 'kvar' });
    expect(readOnceKey('anna', 'ask')).toBe('k1');
    expect(readDraft('anna', 'images.ask')).toEqual({ images: ['a'] });
    expect(findLeftDraft('anna', 'ask')).toBeNull();
  });

  it('of all tabs go at sign-out', async () => {
    await inTab('one');
    writeDraft('anna', 'ask', { body: '1' });
    await inTab('two', ['one']);
    writeDraft('anna', 'ask', { body: '2' });
    deleteDraftsOf('anna');
    expect(hasDrafts('anna')).toBe(false);
  });

  it('that were left are twenty at most, and this tab’s own is not among them', async () => {
    for (let at = 0; at < 25; at += 1) {
      await inTab(`left${at}`);
      writeDraft('anna', `answer.${at}`, { body: `${at}` });
    }
    await inTab('now');
    writeDraft('anna', 'ask', { body: 'min' });
    boundLeftDrafts('anna');
    expect(storage.entries.size).toBe(21);
    expect(readDraft('anna', 'ask')).toEqual({ body: 'min' });
  });
});
