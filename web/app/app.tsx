import { MantineProvider } from '@mantine/core';
import { RouterProvider } from 'react-router/dom';
import { SessionProvider } from '../features/session/session-provider.tsx';
import { OfflineBanner } from '../ui/offline-banner.tsx';
import { router } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
      <OfflineBanner />
    </MantineProvider>
  );
}
