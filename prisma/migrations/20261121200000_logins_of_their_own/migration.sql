-- From PostgreSQL 16 on, whoever made a role may hand it out, but not put it on (SET ROLE), unless told so. An owner that
-- is not a superuser, as managed services give them, needs that where it stands in for the roles and where it prepares
-- the job queue as the queue's own role.
DO $$
DECLARE
  role_name text;
BEGIN
  IF current_setting('server_version_num')::int < 160000 THEN
    RETURN;
  END IF;
  FOREACH role_name IN ARRAY ARRAY['konsilium_service', 'konsilium_lookup', 'konsilium_worker'] LOOP
    IF NOT pg_has_role(current_user, role_name, 'SET') THEN
      EXECUTE format('GRANT %I TO current_user WITH SET TRUE, INHERIT FALSE', role_name);
    END IF;
  END LOOP;
END
$$;

-- A process without the owner's login must be able to tell whether the database has all that it needs.
DO $$
BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    GRANT SELECT (migration_name, finished_at, rolled_back_at) ON public._prisma_migrations TO konsilium_service;
  END IF;
END
$$;
