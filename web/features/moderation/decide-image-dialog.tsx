import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { ModerationRule } from '../../graphql/moderation/graphql.ts';
import { useText } from '../../locales/i18n.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { BlurImage, DeleteImage, UnblurImage } from './case-image-commands.ts';
import { shortestStatement } from './decision-form.ts';
import { RuleChoice } from './rule-choice.tsx';

export type ImageAct = 'blur' | 'unblur' | 'remove';

/** Asks for rule and reasons of a decision upon one image; its author reads both. */
export function DecideImageDialog({
  imageId,
  act,
  onClose,
}: {
  imageId: string;
  act: ImageAct;
  onClose(): void;
}) {
  const { t } = useText();
  const blur = useCommand(BlurImage, 'blurImage');
  const unblur = useCommand(UnblurImage, 'unblurImage');
  const remove = useCommand(DeleteImage, 'deleteImage');
  const { run, busy, setback } = { blur, unblur, remove }[act];
  const [rule, setRule] = useState<ModerationRule | null>(null);
  const [statement, setStatement] = useState('');
  const [tried, setTried] = useState(false);
  const short = statement.trim().length < shortestStatement;

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    setTried(true);
    if (!rule || short) return focusInvalid(currentTarget);
    if (await run({ input: { imageId, rule, statement: statement.trim() } })) onClose();
  }

  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t(`images:moderate.${act}`)}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>{t(`images:moderate.text.${act}`)}</Text>
          <RuleChoice
            value={rule}
            error={tried && !rule ? t('moderation:chooseRule') : undefined}
            onChange={setRule}
          />
          <Textarea
            label={t('moderation:statement')}
            description={t('moderation:statementHelp')}
            autosize
            minRows={4}
            maxRows={12}
            value={statement}
            error={tried && short ? t('moderation:statementShort') : undefined}
            onChange={(event) => setStatement(event.currentTarget.value)}
          />
          <SetbackAlert setback={setback} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={busy} {...(act === 'remove' ? { color: 'red.8' } : {})}>
              {t(`images:moderate.${act}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
