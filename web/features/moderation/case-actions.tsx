import { Button, Group, Stack, Text, Title } from '@mantine/core';
import {
  IconEye,
  IconEyeOff,
  IconLock,
  IconLockOpen,
  IconMessageExclamation,
  IconPencil,
  IconPencilCheck,
  IconPencilOff,
  IconPencilX,
  IconShieldCheck,
  IconTextScan2,
  IconTrash,
  IconUserCheck,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { PostAction } from '../../graphql/moderation/graphql.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { useDraft } from '../drafts/use-draft.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { emptyDecision, readDecision } from './decision-form.ts';

const CaseActionsParts = graphql(`
  fragment CaseActionsParts on ModerationCase {
    id
    taken
    takenByMe
    post {
      id
      kind
      title
      body
      version
      visibility
      waitingEdit {
        id
      }
      possibleActions
    }
  }
`);

const icons: Record<PostAction, ReactNode> = {
  HIDE: <IconEyeOff size={18} aria-hidden />,
  UNHIDE: <IconEye size={18} aria-hidden />,
  EDIT: <IconPencil size={18} aria-hidden />,
  ACCEPT_EDIT: <IconPencilCheck size={18} aria-hidden />,
  REFUSE_EDIT: <IconPencilX size={18} aria-hidden />,
  DELETE: <IconTrash size={18} aria-hidden />,
  LOCK: <IconLock size={18} aria-hidden />,
  UNLOCK: <IconLockOpen size={18} aria-hidden />,
  WARN: <IconMessageExclamation size={18} aria-hidden />,
  SUSPEND: <IconPencilOff size={18} aria-hidden />,
  LIFT: <IconUserCheck size={18} aria-hidden />,
  PROPOSE_REDACTION: <IconTextScan2 size={18} aria-hidden />,
  DISMISS: <IconShieldCheck size={18} aria-hidden />,
};

/** What is meant for the one who wrote the post, under whatever face, and leaves the post as it is. */
const toAuthor: readonly PostAction[] = ['WARN', 'SUSPEND', 'LIFT'];

/** What can be done with the post now, each in a dialog that asks for rule and reasons. */
export function CaseActions({
  item,
  onDone,
}: {
  item: FragmentType<typeof CaseActionsParts>;
  onDone(action: PostAction): void;
}) {
  const { t } = useText();
  const { id, taken, takenByMe, post } = unmask(CaseActionsParts, item);
  const [action, setAction] = useState<PostAction>('HIDE');
  const [dialog, setDialog] = useState<'open' | 'closed' | 'done'>('closed');
  const draft = useDraft(`decide.${id}`, emptyDecision, readDecision);
  const { form, change } = draft;
  const gone = post.visibility === 'DELETED' || post.visibility === 'WITHDRAWN';

  // A text that is gone everywhere must not live on in this browser.
  useEffect(() => {
    if (gone && (form.title !== null || form.body !== null))
      change({ title: null, body: null, version: null });
  }, [gone, form.title, form.body, change]);

  const groups = [
    { title: 'moderation:aboutPost', actions: post.possibleActions.filter((act) => !toAuthor.includes(act)) },
    {
      title: 'moderation:aboutAuthor',
      actions: post.possibleActions.filter((act) => toAuthor.includes(act)),
    },
  ] as const;

  if (post.possibleActions.length === 0 && taken && !takenByMe) return null;
  return (
    <section aria-labelledby="case-actions">
      <Title order={2} id="case-actions" mb="xs">
        {t('moderation:actions')}
      </Title>
      {post.possibleActions.length === 0 && <Text c="dimmed">{t('moderation:noActions')}</Text>}
      <Stack gap="sm">
        {groups.map(
          ({ title, actions }) =>
            actions.length > 0 && (
              <section key={title} aria-label={t(title)}>
                <Text size="sm" c="dimmed" mb={6} aria-hidden>
                  {t(title)}
                </Text>
                <Group gap="sm">
                  {actions.map((possible) => (
                    <Button
                      key={possible}
                      size="sm"
                      variant={possible === 'DELETE' ? 'outline' : 'default'}
                      {...(possible === 'DELETE' ? { color: 'red' } : {})}
                      leftSection={icons[possible]}
                      onClick={() => {
                        setAction(possible);
                        setDialog('open');
                      }}
                    >
                      {t(`moderation:action.${possible}`)}
                    </Button>
                  ))}
                </Group>
              </section>
            ),
        )}
      </Stack>
      <DecideDialog
        opened={dialog === 'open'}
        returnFocus={dialog !== 'done'}
        action={action}
        caseId={id}
        post={post}
        draft={draft}
        onClose={() => setDialog('closed')}
        onDone={() => {
          setDialog('done');
          draft.discard();
          onDone(action);
        }}
      />
    </section>
  );
}
