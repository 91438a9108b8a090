import { Navigate, Route, Routes } from 'react-router';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { AuditPage } from './audit/audit-page.tsx';
import { ErasuresPage } from './erasure/erasures-page.tsx';
import { ConsentFormsPage } from './images/consent/consent-forms-page.tsx';
import { LookupPage } from './lookups/lookup-page.tsx';
import { LookupsPage } from './lookups/lookups-page.tsx';
import { RequestLookupPage } from './lookups/request-lookup-page.tsx';
import { StatisticsPage } from './statistics/statistics-page.tsx';
import { QueuesPage } from './telemetry/queues-page.tsx';
import { VerificationPage } from './verification/verification-page.tsx';

/** The pages under /operations, on the operations endpoint. */
export default function OperationsRoutes() {
  return (
    <Routes>
      <Route index element={<Navigate to="verification" replace />} />
      <Route path="verification" element={<VerificationPage />} />
      <Route path="lookups" element={<LookupsPage />} />
      <Route path="lookups/new" element={<RequestLookupPage />} />
      <Route path="lookups/:id" element={<LookupPage />} />
      <Route path="processors" element={<QueuesPage />} />
      <Route path="consent-forms" element={<ConsentFormsPage />} />
      <Route path="erasures" element={<ErasuresPage />} />
      <Route path="statistics" element={<StatisticsPage />} />
      <Route path="audit" element={<AuditPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
