import { Button, Group, Modal, Portal, Radio, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../../app/apollo/use-command.ts';
import { useText } from '../../../locales/i18n.ts';
import { SetbackAlert } from '../../../ui/setback-alert.tsx';
import { NewWithdrawalCode } from './own-image-commands.ts';

interface Props {
  imageId: string;
  /** Images in the post that stand on a patient's consent. */
  ofPatients: number;
  /** Images in the post that stand on the same form as this one, itself included: they go together. */
  onSameForm: number;
  onClose(): void;
}

/** Makes the code with which a patient can take her images away, and shows it once. It is nowhere but on this page. */
export function WithdrawalCodeDialog({ imageId, ofPatients, onSameForm, onClose }: Props) {
  const { t } = useText();
  const { run, busy, setback } = useCommand(NewWithdrawalCode, 'newWithdrawalCode', 'no-cache');
  const [code, setCode] = useState<string | null>(null);
  const [scope, setScope] = useState('one');
  const address = `${window.location.origin}/withdraw-image`;

  return (
    <Modal
      opened
      onClose={onClose}
      // It is not shown again.
      closeOnClickOutside={code === null}
      title={t('images:code.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        {code === null ? (
          <>
            <Text>{t('images:code.text')}</Text>
            {onSameForm > 1 && onSameForm === ofPatients && (
              <Text>{t('images:code.allOnForm', { number: onSameForm })}</Text>
            )}
            {ofPatients > onSameForm && (
              <Radio.Group label={t('images:code.what')} value={scope} onChange={setScope}>
                <Stack gap={6} mt={6}>
                  <Radio
                    value="one"
                    label={
                      onSameForm > 1 ? t('images:code.onForm', { number: onSameForm }) : t('images:code.one')
                    }
                  />
                  <Radio
                    value="all"
                    label={t('images:code.all', { number: ofPatients })}
                    description={t('images:code.allHelp')}
                  />
                </Stack>
              </Radio.Group>
            )}
          </>
        ) : (
          <Stack gap={6} role="status">
            <Text>{t('images:code.shownOnce')}</Text>
            <Text
              ff="monospace"
              fz={{ base: 'md', xs: 'xl' }}
              fw={650}
              ta="center"
              p="sm"
              bd="1px solid var(--mantine-color-default-border)"
              bdrs="md"
              style={{ overflowWrap: 'anywhere' }}
            >
              {code}
            </Text>
            <Text size="sm">{t('images:code.where', { address })}</Text>
          </Stack>
        )}
        <SetbackAlert setback={setback} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(code === null ? 'common:cancel' : 'common:close')}
          </Button>
          {code === null ? (
            <Button
              loading={busy}
              onClick={async () => {
                const made = await run({ id: imageId, forAll: scope === 'all' });
                if (made) setCode(made.code);
              }}
            >
              {t('images:code.make')}
            </Button>
          ) : (
            <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
              {t('consentForm:print')}
            </Button>
          )}
        </Group>
      </Stack>
      {code !== null && (
        <Portal target={document.body}>
          <div data-print-only>
            <h2>{t('consentForm:part2')}</h2>
            <p>{t('consentForm:how')}</p>
            <p>
              <strong>{address}</strong>
            </p>
            <p style={{ fontFamily: 'monospace', fontSize: '1.5rem' }}>{code}</p>
            <p>{t('consentForm:keep')}</p>
          </div>
        </Portal>
      )}
    </Modal>
  );
}
