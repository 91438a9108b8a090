import {
  AppShell,
  Box,
  Burger,
  Button,
  Container,
  Drawer,
  Group,
  Stack,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencilPlus } from '@tabler/icons-react';
import { Suspense, useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { OwnNotices } from '../../features/sanctions/own-notices.tsx';
import { useSession } from '../../features/session/session-context.ts';
import { TermsBanner } from '../../features/terms/terms-banner.tsx';
import { useText } from '../../locales/i18n.ts';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ColorSchemeSwitch } from './color-scheme-switch.tsx';
import { Footer } from './footer.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { navigationFor } from './navigation.ts';
import classes from './shell.module.css';
import { useRememberedLanguage } from './use-remembered-language.ts';

/** How many pages the header has room for. */
const mostInRow = 7;

/** Header, navigation and the page's column. */
export function Shell() {
  const { t } = useText();
  const { viewer } = useSession();
  const [opened, { toggle, close }] = useDisclosure(false);
  const items = navigationFor(viewer);
  const canAsk = viewer?.status === 'VERIFIED';
  const crowded = items.length > 5;
  // Who is a physician and a technical admin has too many pages for a row: they stay in the menu.
  const burgerUntil = items.length > mostInRow ? undefined : ('lg' as const);
  useFocusOnNavigation(close);
  useRememberedLanguage();

  return (
    <AppShell header={{ height: 64 }}>
      <a className={classes.skip} href="#main">
        {t('common:skipToContent')}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="md" wrap="nowrap" justify="space-between" maw="75rem" mx="auto">
          <Group gap="lg" wrap="nowrap">
            <UnstyledButton component={Link} to="/" className={classes.brand}>
              <img src="/icon.svg" width={30} height={30} alt="" />
              <span>Konsilium</span>
            </UnstyledButton>
            {items.length > 0 && items.length <= mostInRow && (
              <Box component="nav" visibleFrom="lg" aria-label={t('common:navigation.label')}>
                <Group gap={crowded ? 0 : 4} wrap="nowrap">
                  {items.map(({ to, label, Count }) => (
                    <NavLink
                      key={to}
                      to={to}
                      end={to === '/'}
                      className={classes.link ?? ''}
                      data-crowded={crowded || undefined}
                    >
                      {t(label)}
                      {Count && <Count />}
                    </NavLink>
                  ))}
                </Group>
              </Box>
            )}
          </Group>
          <Group gap="xs" wrap="nowrap">
            {canAsk && (
              <Button
                component={Link}
                to="/ask"
                size="sm"
                px={{ base: 'sm', sm: 'md' }}
                aria-label={t('common:navigation.ask')}
                leftSection={<IconPencilPlus size={18} aria-hidden />}
              >
                <Box component="span" visibleFrom="sm">
                  {t('common:navigation.ask')}
                </Box>
                <Box component="span" hiddenFrom="sm">
                  {t('common:navigation.askShort')}
                </Box>
              </Button>
            )}
            {/* Before sign-in there is no menu to hide them in. */}
            <Group gap="xs" wrap="nowrap" {...(viewer ? { visibleFrom: 'lg' as const } : {})}>
              <LanguageSwitch />
              <ColorSchemeSwitch />
              {viewer && <AccountMenu viewer={viewer} compact={crowded} />}
            </Group>
            {viewer && (
              <Box className={classes.menu} {...(burgerUntil ? { hiddenFrom: burgerUntil } : {})}>
                <Burger
                  opened={opened}
                  onClick={toggle}
                  aria-label={t('common:navigation.menu')}
                  aria-describedby="waiting-in-menu"
                  aria-expanded={opened}
                  aria-haspopup="dialog"
                />
                <span id="waiting-in-menu" className={classes.waiting}>
                  {items.map(({ to, Count }) => Count && <Count key={to} />)}
                </span>
              </Box>
            )}
          </Group>
        </Group>
      </AppShell.Header>
      <Drawer
        opened={opened && viewer !== null}
        onClose={close}
        position="right"
        size="20rem"
        title={t('common:navigation.menu')}
        {...(burgerUntil ? { hiddenFrom: burgerUntil } : {})}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack gap="lg">
          {items.length > 0 && (
            <Stack component="nav" gap={4} aria-label={t('common:navigation.label')}>
              {items.map(({ to, label, Count }) => (
                <NavLink key={to} to={to} end={to === '/'} className={classes.drawerLink ?? ''}>
                  {t(label)}
                  {Count && <Count />}
                </NavLink>
              ))}
            </Stack>
          )}
          <Group gap="xs">
            <LanguageSwitch />
            <ColorSchemeSwitch />
          </Group>
          {viewer && <AccountMenu viewer={viewer} inline />}
        </Stack>
      </Drawer>
      <AppShell.Main>
        <Container size="48rem" px={{ base: 'md', sm: 'lg' }} py={{ base: 'lg', sm: 'xl' }}>
          <div id="main" tabIndex={-1} className={classes.main}>
            <TermsBanner />
            <OwnNotices />
            <Suspense fallback={<ListSkeleton />}>
              <Outlet />
            </Suspense>
          </div>
          <Footer />
        </Container>
      </AppShell.Main>
      <ScrollRestoration getKey={({ pathname, key }) => `${pathname} ${key}`} />
    </AppShell>
  );
}

/** After a change of page the keyboard and the screen reader begin at the page, not where the last one ended. */
function useFocusOnNavigation(onNavigate: () => void): void {
  const { key, pathname } = useLocation();
  const previous = useRef({ key, pathname });
  useEffect(() => {
    const before = previous.current;
    previous.current = { key, pathname };
    if (before.key !== key) onNavigate();
    if (before.pathname !== pathname) document.getElementById('main')?.focus({ preventScroll: true });
  }, [key, pathname, onNavigate]);
}
