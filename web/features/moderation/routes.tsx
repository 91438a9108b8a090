import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';

/** The pages under /moderation, on the moderation endpoint. */
export default function ModerationRoutes() {
  return (
    <Routes>
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
