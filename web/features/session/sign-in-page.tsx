import { Alert, Anchor, Button, Card, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../../locales/i18n.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { useSession } from './session-context.ts';
import classes from './sign-in-page.module.css';
import { useWait } from './use-wait.ts';
import { WaitAlert } from './wait-alert.tsx';

export function SignInPage() {
  const { t } = useText();
  const { signIn } = useSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wait = useWait();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (wait.seconds > 0) return;
    setBusy(true);
    setProblem(null);
    try {
      const outcome = await signIn({ email: email.trim(), password });
      // Signed in: this page is replaced by the one that was asked for.
      if (outcome.kind === 'signed-in') return;
      if (outcome.kind === 'too-many') wait.begin(outcome.retryAfterSeconds);
      else setProblem(outcome.message || t('session:refused'));
    } catch {
      setProblem(t('session:problem'));
    }
    setBusy(false);
  }

  return (
    <div className={classes.page}>
      <PageHeading title={t('session:signIn.title')} lead={t('session:signIn.lead')} />
      <Card withBorder p={{ base: 'md', sm: 'xl' }}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              type="email"
              name="email"
              autoComplete="username"
              required
              withAsterisk={false}
              label={t('session:email')}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              label={t('session:password')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
            />
            {problem && (
              <Alert color="red" role="alert">
                {problem}
              </Alert>
            )}
            <WaitAlert wait={wait} />
            <Button type="submit" size="md" loading={busy} disabled={wait.seconds > 0}>
              {t('session:signIn.submit')}
            </Button>
          </Stack>
        </form>
      </Card>
      <Text mt="lg">
        {t('session:signIn.newHere')}{' '}
        <Anchor component={Link} to="/register">
          {t('session:signIn.register')}
        </Anchor>
      </Text>
      <DemoAccounts
        onChoose={(account) => {
          setEmail(account.email);
          setPassword(account.password);
          setProblem(null);
          wait.end();
        }}
      />
    </div>
  );
}
