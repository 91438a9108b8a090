import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../../locales/i18n.ts';
import classes from './receipt-code.module.css';

/** The code of a receipt, which is shown once, large enough to be written down. */
export function ReceiptCode({ code }: { code: string }) {
  const { t } = useText();
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} id="receipt-code">
        {t('erasure:code.label')}
      </Text>
      <Code className={classes.code ?? ''} aria-labelledby="receipt-code" translate="no">
        {code.split('-').map((group) => (
          <span key={group}>{group}</span>
        ))}
      </Code>
      <Group>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="sm"
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              onClick={copy}
            >
              <span role="status">{t(copied ? 'erasure:code.copied' : 'erasure:code.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
