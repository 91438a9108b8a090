import { Route, Routes } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { AppealPage } from './appeal-page.tsx';
import { CasePage } from './case-page.tsx';
import { MeasuresPage } from './measures-page.tsx';
import { OpenCasePage } from './open-case-page.tsx';
import { QueuePage } from './queue-page.tsx';

/** The pages under /moderation, on the moderation endpoint. */
export default function ModerationRoutes() {
  return (
    <Routes>
      <Route index element={<QueuePage />} />
      <Route path="measures" element={<MeasuresPage />} />
      <Route path="open" element={<OpenCasePage />} />
      <Route path="appeals/:id" element={<AppealPage />} />
      <Route path="cases/:id" element={<CasePage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
