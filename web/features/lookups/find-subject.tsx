import { useApolloClient } from '@apollo/client/react';
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { FindLookupSubjectQuery } from '../../graphql/operations/graphql.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LookupSubject } from './lookup-subject.tsx';

const FindLookupSubject = graphql(`
  query FindLookupSubject($link: String!) {
    lookupSubject(link: $link) {
      aliasId
      ...LookupSubjectParts
    }
  }
`);

export type Subject = NonNullable<FindLookupSubjectQuery['lookupSubject']>;

interface Props {
  link: string;
  subject: Subject | null;
  onLink(link: string): void;
  onFound(subject: Subject | null): void;
}

/** From a pasted link to the anonymous post, so that nobody asks about another one than she means. */
export function FindSubject({ link, subject, onLink, onFound }: Props) {
  const { t } = useText();
  const client = useApolloClient();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<'link' | 'post' | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function find() {
    if (!link.trim()) return setMissing('link');
    setBusy(true);
    setMissing(null);
    setError(null);
    onFound(null);
    try {
      const { data } = await client.query({
        query: FindLookupSubject,
        variables: { link: link.trim() },
        fetchPolicy: 'no-cache',
      });
      const found = data?.lookupSubject ?? null;
      onFound(found);
      if (!found) setMissing('post');
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void find();
  }

  return (
    <Stack gap="md">
      <form onSubmit={submit} noValidate>
        <Group align="flex-end" gap="sm">
          <TextInput
            style={{ flex: '1 1 18rem' }}
            label={t('lookups:request.link')}
            description={t('lookups:request.linkHelp')}
            inputMode="url"
            autoComplete="off"
            value={link}
            error={missing === 'link' ? t('lookups:request.linkMissing') : undefined}
            onChange={(event) => {
              onLink(event.currentTarget.value);
              onFound(null);
              setMissing(null);
            }}
          />
          <Button type="submit" size="md" variant={subject ? 'default' : 'filled'} loading={busy}>
            {t('lookups:request.show')}
          </Button>
        </Group>
      </form>
      <div aria-live="polite">
        {missing === 'post' && <Alert color="orange">{t('lookups:request.nothing')}</Alert>}
        {error !== null && <ErrorState error={error} onRetry={() => void find()} />}
        {subject && (
          <Stack gap="xs">
            <Text fw={600}>{t('lookups:request.isThisIt')}</Text>
            <LookupSubject subject={subject} />
          </Stack>
        )}
      </div>
    </Stack>
  );
}
