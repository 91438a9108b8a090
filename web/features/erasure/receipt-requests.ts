/** How an erasure stands, as `/erasure/status` tells whoever has its code. */
export interface Receipt {
  cause: string;
  state: string;
  startsOn: string;
  finishedOn: string | null;
  steps: readonly { name: string; state: string; answer: string | null }[];
}

export type ReceiptOutcome = { kind: 'found'; receipt: Receipt } | { kind: 'refused'; message: string };

/** Rejects with a TypeError when the server was not reached, with an Error when it failed. */
export async function requestReceipt(code: string, language: string): Promise<ReceiptOutcome> {
  const response = await fetch('/erasure/status', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    credentials: 'omit',
    body: JSON.stringify({ code }),
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && isReceipt(body)) return { kind: 'found', receipt: body };
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : null;
  if (typeof message === 'string') return { kind: 'refused', message };
  throw new Error(`the receipt answered ${response.status}`);
}

function isReceipt(body: unknown): body is Receipt {
  return (
    typeof body === 'object' &&
    body !== null &&
    'steps' in body &&
    Array.isArray(body.steps) &&
    'state' in body
  );
}
