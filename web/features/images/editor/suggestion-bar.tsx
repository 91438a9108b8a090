import { Button, Group, Loader, Text } from '@mantine/core';
import { IconTextScan2 } from '@tabler/icons-react';
import { useText } from '../../../locales/i18n.ts';
import type { TextSearch } from './use-text-suggestions.ts';

interface Props {
  search: TextSearch;
  /** Boxes that are proposed and neither taken nor refused. */
  open: number;
  onLook(): void;
  onStop(): void;
  onAcceptAll(): void;
  onDismissAll(): void;
}

/** Asking for boxes over text, and taking them. */
export function SuggestionBar({ search, open, onLook, onStop, onAcceptAll, onDismissAll }: Props) {
  const { t } = useText();
  const looking = search.phase === 'looking';
  return (
    <Group gap="xs">
      <Button
        size="compact-md"
        variant="default"
        leftSection={<IconTextScan2 size={18} aria-hidden />}
        disabled={looking}
        onClick={onLook}
      >
        {t('imageEditor:text.look')}
      </Button>
      {open > 0 && (
        <>
          <Button size="compact-md" onClick={onAcceptAll}>
            {t('imageEditor:text.acceptAll', { count: open })}
          </Button>
          <Button size="compact-md" variant="default" onClick={onDismissAll}>
            {t('imageEditor:text.dismissAll')}
          </Button>
        </>
      )}
      <Group gap="xs" role="status">
        {looking && <Loader size="xs" aria-hidden />}
        <Text size="sm" c={search.phase === 'failed' ? 'red' : 'dimmed'}>
          {looking && t('imageEditor:text.looking', { percent: Math.round(search.share * 100) })}
          {search.phase === 'failed' && t('imageEditor:text.failed')}
          {search.phase === 'found' && open > 0 && t('imageEditor:text.found', { count: open })}
          {search.phase === 'found' && search.count === 0 && t('imageEditor:text.none')}
        </Text>
      </Group>
      {looking && (
        <Button size="compact-sm" variant="subtle" onClick={onStop}>
          {t('imageEditor:text.stop')}
        </Button>
      )}
    </Group>
  );
}
