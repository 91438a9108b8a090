import { newOnceKey } from '../../app/apollo/once-key.ts';

/** Which tab this is, so that two of them do not share a draft; the same after a reload. */
const storageKey = 'konsilium.tab';
const lockPrefix = 'konsilium.tab.';
/** For how long a page that is being left, on a busy computer, may still hold its tab. */
const patience = 5000;
/** On which a page asks whether its tab is another's, and is told at once: a duplicate need not wait. */
const channelName = 'konsilium.tab';

let own = newOnceKey();
/** Other tabs of this browser that were open when it was last asked. */
let others: ReadonlySet<string> = new Set();

export const tabId = (): string => own;
export const isOpenElsewhere = (tab: string): boolean => others.has(tab);

/**
 * Finds out which tab this is, before anything is drawn. A duplicated tab begins with the other's storage: it sees that
 * somebody holds that tab, and becomes one of its own. Where the browser has no locks, a duplicate is not told apart.
 */
export async function claimTab(): Promise<void> {
  const known = readKnown();
  own = known && (await hold(known)) ? known : own;
  if (own !== known) await hold(own);
  remember(own);
  await lookForOthers();
}

/** Asks again which other tabs are open. */
export async function lookForOthers(): Promise<void> {
  const { held = [] } = (await locks()?.query()) ?? {};
  const open = held.flatMap(({ name }) =>
    name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : [],
  );
  others = new Set(open.filter((tab) => tab !== own));
}

/** Takes hold of a tab until this page goes away. @returns whether nobody else has it. */
async function hold(tab: string): Promise<boolean> {
  const manager = locks();
  if (!manager) return true;
  const channel = new BroadcastChannel(channelName);
  const anothers = new AbortController();
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === `held ${tab}`) anothers.abort();
  };
  channel.postMessage(`whose ${tab}`);
  const signal = AbortSignal.any([anothers.signal, AbortSignal.timeout(patience)]);
  return new Promise((resolve) => {
    manager
      .request(lockPrefix + tab, { signal }, () => {
        channel.onmessage = ({ data }: MessageEvent<unknown>) => {
          if (data === `whose ${tab}`) channel.postMessage(`held ${tab}`);
        };
        resolve(true);
        return new Promise<never>(() => undefined);
      })
      .catch(() => {
        channel.close();
        resolve(false);
      });
  });
}

/** Only where the page came over https, or from this machine. */
const locks = (): LockManager | undefined => (navigator as { locks?: LockManager }).locks;

function readKnown(): string | null {
  try {
    return window.sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function remember(tab: string): void {
  try {
    window.sessionStorage.setItem(storageKey, tab);
  } catch {
    // Then a reload begins as a new tab, and what was typed is offered like that of a closed one.
  }
}
