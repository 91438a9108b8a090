-- A migration of its own: PostgreSQL lets no statement use a new value of an enum in the transaction that adds it.
ALTER TYPE forum."Visibility" ADD VALUE 'HELD';
