/** 128 random bits: stands for one act, however often it is sent. */
export function newOnceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key of an act that can be sent again, kept by whoever keeps what is sent. */
export interface OnceKey {
  current(): string;
  /** The act is done, or another begins. */
  renew(): void;
}
