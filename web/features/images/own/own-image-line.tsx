import { useApolloClient } from '@apollo/client/react';
import { Button, Menu, Stack, Text } from '@mantine/core';
import { IconCalendarPlus, IconDots, IconFileText, IconKey, IconTrash, IconUserX } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommand } from '../../../app/apollo/use-command.ts';
import type { OwnImagePartsFragment } from '../../../graphql/physician/graphql.ts';
import { useText } from '../../../locales/i18n.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { formatDay } from '../../../ui/day.ts';
import { SetbackAlert } from '../../../ui/setback-alert.tsx';
import wrapping from '../../../ui/wrapping-button.module.css';
import { ExtendImage, RemoveImage, WithdrawImageConsent } from './own-image-commands.ts';
import { WithdrawalCodeDialog } from './withdrawal-code-dialog.tsx';

const dayInMs = 86_400_000;
/** As far ahead as the mail that reminds her. */
const expiresSoon = (day: string): boolean => Date.parse(day) - Date.now() < 14 * dayInMs;

interface Props {
  image: OwnImagePartsFragment;
  number: number;
  /** Images in the post that stand on a patient's consent. */
  ofPatients: number;
  /** Images in the post that stand on the same form as this one, itself included. */
  onSameForm: number;
}

export const isOfPatient = ({ mine }: OwnImagePartsFragment): boolean =>
  mine?.consent === 'WRITTEN' || mine?.consent === 'ORAL';

/** What the author of a post sees below each of its images, and nobody else: how long it stays, and what she may do. */
export function OwnImageLine({ image, number, ofPatients, onSameForm }: Props) {
  const { t, language } = useText();
  const [asked, setAsked] = useState<'remove' | 'withdraw' | 'code' | null>(null);
  const client = useApolloClient();
  const extend = useCommand(ExtendImage, 'extendImage');
  const remove = useCommand(RemoveImage, 'removeImage');
  const withdraw = useCommand(WithdrawImageConsent, 'withdrawImageConsent');
  const { id, mine, state } = image;
  if (!mine) return null;
  if (mine.removedBy) {
    return (
      <Text size="sm" mt={4}>
        {t('images:own.byModeration')}
      </Text>
    );
  }
  if (state !== 'SHOWN' && state !== 'BLURRED') return null;
  const ofPatient = isOfPatient(image);
  const removing = asked === 'withdraw' ? withdraw : remove;

  return (
    <Stack gap={2} mt={4} align="flex-start">
      {mine.expiresOn && (
        <Text size="xs" role="status" {...(expiresSoon(mine.expiresOn) ? { fw: 600 } : { c: 'dimmed' })}>
          {t('images:own.until', { day: formatDay(mine.expiresOn, language) })}
        </Text>
      )}
      {mine.consent && (
        <Text size="xs" c="dimmed">
          {t(`images:consent.${mine.consent}`)}
        </Text>
      )}
      {mine.expiresOn && mine.canExtend && expiresSoon(mine.expiresOn) && (
        <Button
          size="compact-sm"
          variant="light"
          className={wrapping.button ?? ''}
          classNames={{ label: wrapping.label ?? '' }}
          loading={extend.busy}
          onClick={() => void extend.run({ id })}
          aria-label={t('images:own.extendOf', { number })}
        >
          {t('images:own.extend')}
        </Button>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            ml={-6}
            fw={500}
            leftSection={<IconDots size={17} aria-hidden />}
            aria-label={t('images:own.menuOf', { number })}
          >
            {t('images:own.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mine.canExtend && (
            <Menu.Item
              leftSection={<IconCalendarPlus size={17} aria-hidden />}
              onClick={() => void extend.run({ id })}
            >
              {t('images:own.extend')}
            </Menu.Item>
          )}
          {mine.formId && (
            <Menu.Item
              component="a"
              href={`/images/forms/${mine.formId}`}
              download
              leftSection={<IconFileText size={17} aria-hidden />}
            >
              {t('images:own.openForm')}
            </Menu.Item>
          )}
          {ofPatient && (
            <Menu.Item leftSection={<IconKey size={17} aria-hidden />} onClick={() => setAsked('code')}>
              {t('images:own.code')}
            </Menu.Item>
          )}
          {ofPatient && (
            <Menu.Item leftSection={<IconUserX size={17} aria-hidden />} onClick={() => setAsked('withdraw')}>
              {t('images:own.withdraw')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTrash size={17} aria-hidden />} onClick={() => setAsked('remove')}>
            {t('images:own.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SetbackAlert setback={extend.setback} />
      <ConfirmDialog
        opened={asked === 'remove' || asked === 'withdraw'}
        title={t(asked === 'withdraw' ? 'images:own.withdrawTitle' : 'images:own.removeTitle')}
        confirmLabel={t(asked === 'withdraw' ? 'images:own.withdrawConfirm' : 'images:own.remove')}
        dangerous
        busy={removing.busy}
        onCancel={() => setAsked(null)}
        onConfirm={async () => {
          if (!(await removing.run({ id }))) return;
          setAsked(null);
          // The button that asked goes with the picture; a note has taken its place.
          document.getElementById(`image-${id}`)?.focus();
          // Others may have stood on the same form.
          if (asked !== 'withdraw' || ofPatients < 2) return;
          await client.refetchQueries({ include: 'active' }).catch(() => undefined);
        }}
      >
        <Text>{t(asked === 'withdraw' ? 'images:own.withdrawText' : 'images:own.removeText')}</Text>
        <SetbackAlert setback={removing.setback} />
      </ConfirmDialog>
      {asked === 'code' && (
        <WithdrawalCodeDialog
          imageId={id}
          ofPatients={ofPatients}
          onSameForm={onSameForm}
          onClose={() => setAsked(null)}
        />
      )}
    </Stack>
  );
}
