import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useCommand } from '../../app/apollo/use-command.ts';
import { type FragmentType, graphql, unmask } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { SetbackAlert } from '../../ui/setback-alert.tsx';

const CaseCustodyParts = graphql(`
  fragment CaseCustodyParts on ModerationCase {
    id
    state
    taken
    takenByMe
    post {
      id
      visibility
    }
  }
`);

const TakeCase = graphql(`
  mutation TakeCase($id: ID!) {
    takeCase(id: $id) {
      __typename
      ... on ModerationCase {
        id
        ...CaseParts
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

const ReleaseCase = graphql(`
  mutation ReleaseCase($id: ID!) {
    releaseCase(id: $id) {
      __typename
      ... on ModerationCase {
        id
        ...CaseParts
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

/** Who is at work on the case: the viewer, somebody, nobody. Taking it keeps others from deciding at the same time. */
export function CaseCustody({ item }: { item: FragmentType<typeof CaseCustodyParts> }) {
  const { t } = useText();
  const { id, state, taken, takenByMe, post } = unmask(CaseCustodyParts, item);
  const take = useCommand(TakeCase, 'takeCase');
  const release = useCommand(ReleaseCase, 'releaseCase');
  const open = state === 'OPEN';
  const gone = post.visibility === 'DELETED' || post.visibility === 'WITHDRAWN';
  if (!open && gone) return null;
  const status = takenByMe ? (open ? 'mine' : 'decidedMine') : taken ? 'others' : open ? 'free' : 'decided';
  return (
    <Card withBorder padding="md">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <Text style={{ flex: '1 1 16rem' }} role="status">
            {t(`moderation:custody.${status}`)}
          </Text>
          {takenByMe ? (
            <Button
              variant="default"
              size="sm"
              loading={release.busy}
              onClick={() => {
                take.clear();
                void release.run({ id });
              }}
            >
              {t('moderation:release')}
            </Button>
          ) : (
            !taken && (
              <Button
                variant="default"
                size="sm"
                loading={take.busy}
                onClick={() => {
                  release.clear();
                  void take.run({ id });
                }}
              >
                {t(open ? 'moderation:take' : 'moderation:reopen')}
              </Button>
            )
          )}
        </Group>
        <SetbackAlert setback={take.setback ?? release.setback} />
      </Stack>
    </Card>
  );
}
