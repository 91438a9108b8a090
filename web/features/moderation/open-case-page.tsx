import { Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useCommand } from '../../app/apollo/use-command.ts';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { graphql } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { SetbackAlert } from '../../ui/setback-alert.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';

const OpenCase = graphql(`
  mutation OpenCase($input: OpenCaseInput!) {
    openCase(input: $input) {
      __typename
      ... on ModerationCase {
        id
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

/**
 * /moderation/open?consultation=<id> or ?answer=<id>: leads to the post's open case, which is made if there is none.
 */
export function OpenCasePage() {
  const { t } = useText();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { run, setback } = useCommand(OpenCase, 'openCase');
  const consultationId = search.get('consultation');
  const answerId = search.get('answer');
  const asked = useRef<string | null>(null);
  const post = answerId ? { answerId } : consultationId ? { consultationId } : null;
  const key = post && JSON.stringify(post);

  async function open() {
    if (!post) return;
    const opened = await run({ input: post });
    if (opened) await navigate(`/moderation/cases/${opened.id}`, { replace: true });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each post that the address names
  useEffect(() => {
    if (key === null || asked.current === key) return;
    asked.current = key;
    void open();
  }, [key]);

  if (!post) return <NotFoundPage />;
  return (
    <>
      <PageHeading title={t(setback ? 'moderation:notOpened' : 'moderation:opening')} />
      {setback ? (
        <>
          <SetbackAlert setback={setback} />
          <Group mt="md">
            {setback.kind === 'failed' && <Button onClick={() => void open()}>{t('common:retry')}</Button>}
            <Button component={Link} to="/moderation" variant="default">
              {t('moderation:toQueue')}
            </Button>
          </Group>
        </>
      ) : (
        <ListSkeleton rows={1} height={220} />
      )}
    </>
  );
}
