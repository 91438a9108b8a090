import { lazy } from 'react';
import { createBrowserRouter } from 'react-router';
import { FeedPage } from '../features/consultations/feed-page.tsx';
import { RegisterPage } from '../features/registration/register-page.tsx';
import { SignInPage } from '../features/session/sign-in-page.tsx';
import { ForAccounts, ForModerators, ForPhysicians, ForTechnicalAdmins, ForVisitors } from './access.tsx';
import { EndpointProvider } from './apollo/endpoint-provider.tsx';
import { Shell } from './layout/shell.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { RouteError } from './route-error.tsx';

// What carries the Markdown renderer comes when it is needed.
const ComposePage = lazy(() => import('../features/consultations/compose-page.tsx'));
const ConsultationPage = lazy(() => import('../features/consultations/consultation-page.tsx'));
const MyConsultationsPage = lazy(() => import('../features/consultations/my-consultations-page.tsx'));
const ReceiptPage = lazy(() => import('../features/erasure/receipt-page.tsx'));
const ModerationRoutes = lazy(() => import('../features/moderation/routes.tsx'));
const ProcessorsPage = lazy(() => import('../features/telemetry/processors-page.tsx'));
const SettingsPage = lazy(() => import('../features/settings/settings-page.tsx'));
const LegalPage = lazy(() => import('../features/terms/legal-page.tsx'));
const RetentionPage = lazy(() => import('../features/retention/retention-page.tsx'));
const AnonymityGuidePage = lazy(() => import('../features/anonymity-guide/anonymity-guide-page.tsx'));
const TransparencyPage = lazy(() => import('../features/transparency/transparency-page.tsx'));
const ConsentFormPage = lazy(() => import('../features/images/consent/consent-form-page.tsx'));
const WithdrawImagePage = lazy(() => import('../features/images/consent/withdraw-image-page.tsx'));
const OperationsRoutes = lazy(() => import('../features/operations-routes.tsx'));

export const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          {
            element: <ForVisitors />,
            children: [
              { path: '/sign-in', element: <SignInPage /> },
              { path: '/register', element: <RegisterPage /> },
            ],
          },
          {
            element: <ForPhysicians />,
            children: [
              { path: '/', element: <FeedPage /> },
              { path: '/mine', element: <MyConsultationsPage /> },
              { path: '/ask', element: <ComposePage /> },
              { path: '/consultations/:id', element: <ConsultationPage /> },
              { path: '/transparency', element: <TransparencyPage /> },
            ],
          },
          { path: '/privacy/anonymity', element: <AnonymityGuidePage /> },
          { path: '/privacy/retention', element: <RetentionPage /> },
          { path: '/terms', element: <LegalPage document="terms" /> },
          { path: '/privacy', element: <LegalPage document="privacy" /> },
          {
            element: <ForAccounts />,
            children: [{ path: '/settings', element: <SettingsPage /> }],
          },
          {
            element: <ForModerators />,
            children: [
              {
                path: '/moderation/*',
                element: (
                  <EndpointProvider endpoint="moderation">
                    <ModerationRoutes />
                  </EndpointProvider>
                ),
              },
            ],
          },
          {
            element: <ForTechnicalAdmins />,
            children: [
              {
                path: '/operations/*',
                element: (
                  <EndpointProvider endpoint="operations">
                    <OperationsRoutes />
                  </EndpointProvider>
                ),
              },
            ],
          },
          { path: '/consent-form', element: <ConsentFormPage /> },
          { path: '/privacy/processors', element: <ProcessorsPage /> },
          { path: '/erasure', element: <ReceiptPage /> },
          { path: '/withdraw-image', element: <WithdrawImagePage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
