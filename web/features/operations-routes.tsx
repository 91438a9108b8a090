import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../app/not-found-page.tsx';

/** The pages under /operations, on the operations endpoint. */
export default function OperationsRoutes() {
  return (
    <Routes>
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
