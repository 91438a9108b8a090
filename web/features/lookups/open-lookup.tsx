import { Card, Stack, Text, Title } from '@mantine/core';
import { useCommand } from '../../app/apollo/use-command.ts';
import type { OpenLookupMutation } from '../../graphql/operations/graphql.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ShareForm } from './share-form.tsx';
import { ShareProblem } from './share-problem.tsx';
import { type SharedLookup, useShare } from './use-share.ts';

const OpenLookup = graphql(`
  mutation OpenLookup($id: ID!, $partial: PartialInput!) {
    openLookup(id: $id, partial: $partial) {
      __typename
      ... on OpenedLookup {
        author {
          id
          name
          email
          licenceNumber
          status
          specialty {
            code
            sv
            en
          }
        }
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

export type OpenedAuthor = Extract<
  OpenLookupMutation['openLookup'],
  { __typename: 'OpenedLookup' }
>['author'];

interface Props {
  lookup: SharedLookup;
  /** Given the author, who is in no cache: what the page does not hold on to is gone. */
  onOpened(author: OpenedAuthor): void;
  /** It was tried and did not succeed; the lookup may have changed. */
  onFailed(): void;
}

/** The requester's own partial, and with it the author: once. */
export function OpenLookupPanel({ lookup, onOpened, onFailed }: Props) {
  const { t } = useText();
  const { run, setback, clear } = useCommand(OpenLookup, 'openLookup', 'no-cache');
  const { use, failure, ownIndex, progress } = useShare(lookup, async (partial) => {
    const opened = await run({ id: lookup.id, partial });
    if (opened) onOpened(opened.author);
    else onFailed();
    return opened !== null;
  });
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="open-lookup">
      <Stack gap="md">
        <Title order={2} id="open-lookup">
          {t('lookups:open.title')}
        </Title>
        <Text maw="70ch">{t('lookups:open.text')}</Text>
        <ShareForm
          submitLabel={t('lookups:open.submit')}
          progress={progress}
          confirmation={{ title: t('lookups:open.confirmTitle'), text: t('lookups:open.confirmText') }}
          problem={
            <ShareProblem failure={failure} setback={setback} epoch={lookup.epoch} ownIndex={ownIndex} />
          }
          onSubmit={(file, passphrase) => {
            clear();
            return use(file, passphrase);
          }}
        />
      </Stack>
    </Card>
  );
}
