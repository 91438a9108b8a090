import { VisuallyHidden } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';
import classes from '../../ui/difference.module.css';

/** How much of the text around a passage is shown with it. */
const around = 160;

interface Props {
  text: string;
  /** UTF-16 code units into the text. */
  start: number;
  end: number;
  replacement: string;
}

/** A passage in its place, struck out, and what is to stand there. */
export function PassageChange({ text, start, end, replacement }: Props) {
  const { t } = useText();
  const before = text.slice(0, start);
  const after = text.slice(end);
  return (
    <div className={classes.text}>
      {before.length > around ? `… ${before.slice(-around).trimStart()}` : before}
      <del>
        <VisuallyHidden>{t('moderation:removed')} </VisuallyHidden>
        {text.slice(start, end)}
      </del>{' '}
      <ins>
        <VisuallyHidden>{t('moderation:added')} </VisuallyHidden>
        {replacement}
      </ins>
      {after.length > around ? `${after.slice(0, around).trimEnd()} …` : after}
    </div>
  );
}
