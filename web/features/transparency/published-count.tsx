import { VisuallyHidden } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';

export interface Count {
  count: number | null;
  suppressed: boolean;
}

interface Props {
  of: Count;
  /** A total that is kept back says nothing of its own size. */
  total?: boolean;
}

/** A number, or the words that stand for one that could point at a person. */
export function PublishedCount({ of: { count }, total = false }: Props) {
  const { t } = useText();
  if (count !== null) return count;
  if (!total) return t('transparency:fewerThanThree');
  return (
    <>
      <span aria-hidden>–</span>
      <VisuallyHidden>{t('transparency:leftOut')}</VisuallyHidden>
    </>
  );
}

/** Nothing happened: a suppressed count is never nothing. */
export const isNone = ({ count }: Count): boolean => count === 0;
