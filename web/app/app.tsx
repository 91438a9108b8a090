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
        {/* No transitions: a query whose variables come from the address would be sent for the old and the new in turn. */}
        <RouterProvider router={router} useTransitions={false} />
      </SessionProvider>
      <OfflineBanner />
    </MantineProvider>
  );
}
