import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { focusInvalid } from '../../ui/focus-invalid.ts';
import { OutcomeAlert } from '../../ui/outcome-alert.tsx';
import { fieldErrorsOf, SetbackAlert } from '../../ui/setback-alert.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { useSession, useViewer } from '../session/session-context.ts';

const ChangePassword = graphql(`
  mutation ChangePassword($oldPassword: String!, $newPassword: String!) {
    changePassword(oldPassword: $oldPassword, newPassword: $newPassword) {
      __typename
      ... on PasswordChanged {
        changed
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

const fields = ['oldPassword', 'newPassword'] as const;
type Field = (typeof fields)[number];
const empty: Record<Field, string> = { oldPassword: '', newPassword: '' };
/** As the server demands it. */
const shortest = 12;

/** Another password, against the one that she has. */
export function PasswordSection() {
  const { t } = useText();
  const { email } = useViewer();
  const { refresh } = useSession();
  const { run, busy, setback } = useCommand(ChangePassword, 'changePassword', 'no-cache');
  const [values, setValues] = useState(empty);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(0);
  const refused = fieldErrorsOf(setback, fields);

  const faultOf = (field: Field): string | undefined => {
    if (!tried) return undefined;
    if (values[field] === '') return t('common:required');
    if (field === 'newPassword' && values[field].length < shortest) return t('registration:passwordShort');
    return refused[field];
  };

  async function submit(event: FormEvent<HTMLFormElement>) {
    const { currentTarget } = event;
    event.preventDefault();
    setTried(true);
    const isReady = values.oldPassword !== '' && values.newPassword.length >= shortest;
    if (!isReady || !(await run(values))) return focusInvalid(currentTarget);
    setValues(empty);
    setTried(false);
    setDone((times) => times + 1);
    // The session has another id now: what this page names it by has changed with it. Where that fails, the next act asks.
    await refresh().catch(() => undefined);
  }

  const input = (field: Field) => ({
    name: field,
    value: values[field],
    error: faultOf(field),
    visibilityToggleButtonProps: { 'aria-label': t('session:showPassword') },
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [field]: value }));
    },
  });

  return (
    <SettingsSection id="password" title={t('settings:password.title')}>
      {done > 0 && <OutcomeAlert key={done}>{t('settings:password.done')}</OutcomeAlert>}
      <form onSubmit={submit} noValidate>
        <Stack maw="26rem">
          <Text size="sm">{t('settings:password.text')}</Text>
          {/* By which a password manager knows whose it is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput
            {...input('oldPassword')}
            autoComplete="current-password"
            label={t('settings:password.old')}
          />
          <PasswordInput
            {...input('newPassword')}
            autoComplete="new-password"
            label={t('settings:password.new')}
            description={t('registration:passwordRule', { length: shortest })}
          />
          <SetbackAlert setback={setback} fields={fields} />
          <Group>
            <Button type="submit" variant="default" loading={busy}>
              {t('settings:password.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </SettingsSection>
  );
}
