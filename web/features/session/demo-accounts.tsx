import { Badge, Group, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../../locales/i18n.ts';
import { type DemoAccount, requestDemoAccounts } from './auth-requests.ts';
import classes from './sign-in-page.module.css';

const shownRoles = ['moderator', 'technicalAdmin', 'unverified'] as const;
type ShownRole = (typeof shownRoles)[number];

/** The API's name of a role in any spelling (TECHNICAL_ADMIN, technical-admin, …) to ours; null for a plain physician. */
function roleOf(name: string): ShownRole | null {
  const bare = name.toLowerCase().replace(/[^a-z]/g, '');
  return shownRoles.find((role) => role.toLowerCase() === bare) ?? null;
}

/** One of each kind within sight: two plain physicians, then the special roles, then everybody else. */
function inOrderOfUse(accounts: readonly DemoAccount[]): DemoAccount[] {
  const special = accounts.filter(({ roles }) => roles.some((name) => roleOf(name) !== null));
  const plain = accounts.filter((account) => !special.includes(account));
  return [...plain.slice(0, 2), ...special, ...plain.slice(2)];
}

/** On a demonstration service: accounts to try it with. Shows nothing anywhere else. */
export function DemoAccounts({ onChoose }: { onChoose(account: DemoAccount): void }) {
  const { t } = useText();
  const [accounts, setAccounts] = useState<readonly DemoAccount[]>([]);

  useEffect(() => {
    let current = true;
    void requestDemoAccounts().then((found) => current && setAccounts(inOrderOfUse(found)));
    return () => {
      current = false;
    };
  }, []);

  if (accounts.length === 0) return null;
  return (
    <Stack gap="xs" mt="xl" component="section" aria-labelledby="demo-accounts">
      <Text id="demo-accounts" fw={600} size="sm">
        {t('session:demo.title')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('session:demo.text')}
      </Text>
      <ScrollArea.Autosize mah="17rem" type="auto">
        {accounts.map((account) => {
          const roles = account.roles.map(roleOf).filter((role) => role !== null);
          return (
            <UnstyledButton key={account.email} className={classes.account} onClick={() => onChoose(account)}>
              <Group justify="space-between" wrap="nowrap" gap="sm">
                <div>
                  <Text size="sm">{account.name}</Text>
                  <Text size="xs" c="dimmed">
                    {account.email}
                  </Text>
                </div>
                <Group gap={4}>
                  {roles.map((role) => (
                    <Badge key={role} variant="light" tt="none">
                      {t(`session:demo.roles.${role}`)}
                    </Badge>
                  ))}
                </Group>
              </Group>
            </UnstyledButton>
          );
        })}
      </ScrollArea.Autosize>
    </Stack>
  );
}
