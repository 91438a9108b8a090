import { Button, Group, Menu, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconLogout, IconSettings, IconUserCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { hasDrafts } from '../../features/drafts/draft-store.ts';
import type { Viewer } from '../../features/session/find-viewer.ts';
import { useSession } from '../../features/session/session-context.ts';
import { useText } from '../../locales/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface Props {
  viewer: Viewer;
  /** Laid out in the drawer of small screens. */
  inline?: boolean;
  /** Without the name, which is read aloud all the same and stands in the opened menu. */
  compact?: boolean;
}

/** Who is signed in, and the way out. */
export function AccountMenu({ viewer, inline = false, compact = false }: Props) {
  const { t, language } = useText();
  const { signOut } = useSession();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    setFailed(false);
    try {
      await signOut();
    } catch {
      setFailed(true);
      setAsking(true);
      setBusy(false);
    }
  }

  function ask() {
    if (hasDrafts(viewer.id)) setAsking(true);
    else void leave();
  }

  const about = (
    <Stack gap={0}>
      <Text fw={600} size="sm">
        {viewer.name}
      </Text>
      <Text size="xs" c="dimmed">
        {viewer.specialty?.[language] ?? viewer.email}
      </Text>
    </Stack>
  );

  return (
    <>
      {inline ? (
        <Stack gap="sm">
          {about}
          <Button
            component={Link}
            to="/settings"
            variant="default"
            leftSection={<IconSettings size={18} aria-hidden />}
          >
            {t('settings:title')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconLogout size={18} aria-hidden />}
            loading={busy}
            onClick={ask}
          >
            {t('session:signOut')}
          </Button>
        </Stack>
      ) : (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              size="sm"
              px="xs"
              leftSection={<IconUserCircle size={20} aria-hidden />}
              rightSection={<IconChevronDown size={14} aria-hidden />}
              maw="14rem"
            >
              {compact ? <VisuallyHidden>{viewer.name}</VisuallyHidden> : viewer.name}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Group px="sm" py="xs">
              {about}
            </Group>
            <Menu.Divider />
            <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={18} aria-hidden />}>
              {t('settings:title')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={ask}>
              {t('session:signOut')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('session:leave.title')}
        confirmLabel={t('session:signOut')}
        dangerous={!failed}
        busy={busy}
        onCancel={() => setAsking(false)}
        onConfirm={leave}
      >
        {failed ? t('session:leave.failed') : t('session:leave.drafts')}
      </ConfirmDialog>
    </>
  );
}
