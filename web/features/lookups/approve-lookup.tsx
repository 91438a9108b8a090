import { Card, Stack, Text, Title } from '@mantine/core';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ShareForm } from './share-form.tsx';
import { ShareProblem } from './share-problem.tsx';
import { type SharedLookup, useShare } from './use-share.ts';

const ApproveLookup = graphql(`
  mutation ApproveLookup($id: ID!, $partial: PartialInput!) {
    approveLookup(id: $id, partial: $partial) {
      __typename
      ... on Lookup {
        id
        ...LookupParts
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

interface Props {
  lookup: SharedLookup;
  onApproved(): void;
}

/** Another admin's yes: her partial, computed here from her share. */
export function ApproveLookupPanel({ lookup, onApproved }: Props) {
  const { t } = useText();
  const { run, setback, clear } = useCommand(ApproveLookup, 'approveLookup');
  const { use, failure, ownIndex, progress } = useShare(lookup, async (partial) => {
    const approved = await run({ id: lookup.id, partial });
    if (approved) onApproved();
    return approved !== null;
  });
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="approve-lookup">
      <Stack gap="md">
        <Title order={2} id="approve-lookup">
          {t('lookups:approve.title')}
        </Title>
        <Text maw="70ch">{t('lookups:approve.text')}</Text>
        <ShareForm
          submitLabel={t('lookups:approve.submit')}
          progress={progress}
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
