import { Box, Group, Input, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { useText } from '../locales/i18n.ts';
import { MarkdownText } from './markdown.tsx';

interface Props {
  id?: string;
  label: string;
  description?: string;
  value: string;
  error?: string | undefined;
  minRows?: number;
  disabled?: boolean;
  onChange(value: string): void;
}

/** A field for Markdown with a preview of what readers will see. */
export function MarkdownEditor({
  id,
  label,
  description,
  value,
  error,
  minRows = 6,
  disabled,
  onChange,
}: Props) {
  const { t } = useText();
  const ownId = useId();
  const fieldId = id ?? ownId;
  const [view, setView] = useState<'write' | 'preview'>('write');
  return (
    <div>
      <Group justify="space-between" align="flex-end" mb={4} gap="xs">
        <Input.Label htmlFor={fieldId} size="md">
          {label}
        </Input.Label>
        <SegmentedControl
          size="xs"
          value={view}
          onChange={(next) => setView(next === 'preview' ? 'preview' : 'write')}
          aria-label={t('common:markdown.view')}
          data={[
            { value: 'write', label: t('common:markdown.write') },
            { value: 'preview', label: t('common:markdown.preview') },
          ]}
        />
      </Group>
      <Textarea
        id={fieldId}
        autosize
        minRows={minRows}
        maxRows={24}
        value={value}
        error={error}
        disabled={disabled ?? false}
        description={description}
        inputWrapperOrder={['input', 'description', 'error']}
        display={view === 'write' ? 'block' : 'none'}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {view === 'preview' && (
        <Box
          mih={`calc(${minRows} * 1.6rem + 1.5rem)`}
          p="md"
          bd="1px solid var(--mantine-color-default-border)"
          bdrs="md"
        >
          {value.trim() ? (
            <MarkdownText>{value}</MarkdownText>
          ) : (
            <Text c="dimmed">{t('common:markdown.empty')}</Text>
          )}
        </Box>
      )}
    </div>
  );
}
