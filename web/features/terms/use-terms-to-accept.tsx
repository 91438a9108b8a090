import { useQuery } from '@apollo/client/react';
import { Anchor, Checkbox, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';

const TermsToAccept = graphql(`
  query TermsToAccept {
    termsInForce {
      version
    }
  }
`);

/** The box that a form with acceptance has. `require` gives the version, or null after pointing at the box. */
export function useTermsToAccept(): { checkbox: ReactNode; require(): string | null } {
  const { t } = useText();
  const { data, error, refetch } = useQuery(TermsToAccept);
  const [checked, setChecked] = useState(false);
  const [missing, setMissing] = useState(false);
  const version = data?.termsInForce?.version ?? null;
  return {
    require() {
      if (checked && version !== null) return version;
      setMissing(!checked);
      document.getElementById('accept-terms')?.focus();
      return null;
    },
    checkbox: (
      <Stack gap={4}>
        <Checkbox
          id="accept-terms"
          checked={checked}
          onChange={(event) => {
            setChecked(event.currentTarget.checked);
            setMissing(false);
          }}
          label={t('terms:registration.label')}
          error={missing ? t('terms:registration.missing') : undefined}
        />
        {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
        <Stack gap={4} pl={36}>
          {(['terms', 'privacy'] as const).map((kind) => (
            <Anchor key={kind} href={`/${kind}`} target="_blank" rel="noopener" size="sm">
              {t(`terms:documents.${kind}`)} ({t('terms:newTab')})
            </Anchor>
          ))}
        </Stack>
      </Stack>
    ),
  };
}
