-- A form that was sent as PDF is kept as pictures of its pages. Those that an earlier version kept as they were sent stay
-- 'PDF', and are drawn whenever somebody asks for them.
ALTER TYPE images."FormKind" ADD VALUE 'PAGES';
