import type { ProofAnswer, ProofTask } from './proof-types.ts';

/** A share file is under two kilobytes; whatever is much larger is something else. */
const largestFile = 64 * 1024;

/**
 * The viewer's partial for one lookup, computed in a worker of its own that lives no longer than that. Neither file
 * nor passphrase goes anywhere else. Never rejects.
 */
export async function computePartial(task: Omit<ProofTask, 'file'> & { file: File }): Promise<ProofAnswer> {
  const unreadable = { ok: false, problem: 'not-a-share-file', index: null } as const;
  if (task.file.size > largestFile) return unreadable;
  let file: string;
  try {
    file = await task.file.text();
  } catch {
    return unreadable;
  }
  const worker = new Worker(new URL('./proof-worker.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<ProofAnswer>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<ProofAnswer>) => resolve(data);
    worker.onerror = () => resolve({ ok: false, problem: 'failed', index: null });
    worker.postMessage({ ...task, file } satisfies ProofTask);
  });
  return answer.finally(() => worker.terminate());
}
