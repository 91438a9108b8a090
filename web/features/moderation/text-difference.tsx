import { VisuallyHidden } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import { useText } from '../../locales/i18n.ts';
import classes from '../../ui/difference.module.css';
import { diffWords } from './word-diff.ts';

/** Two texts in one: what went is struck out, what came is underlined. */
export function TextDifference({ before, after }: { before: string; after: string }) {
  const { t } = useText();
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  return (
    <div className={classes.text}>
      {parts.map(({ kind, text }, at) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        if (kind === 'same') return <Fragment key={at}>{text}</Fragment>;
        const Mark = kind === 'added' ? 'ins' : 'del';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Mark key={at}>
            <VisuallyHidden>
              {t(kind === 'added' ? 'moderation:added' : 'moderation:removed')}{' '}
            </VisuallyHidden>
            {text}
          </Mark>
        );
      })}
    </div>
  );
}
