const here = 'https://here.invalid';

/**
 * Where to go after a sign-in: the path asked for, or the start page where that would lead to another site. Judged
 * as browsers read addresses, who take '/\evil' and '/<tab>/evil' for '//evil'.
 */
export function safeTarget(next: string | null): string {
  if (!next?.startsWith('/') || !URL.canParse(next, here)) return '/';
  const { origin, pathname, search, hash } = new URL(next, here);
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
