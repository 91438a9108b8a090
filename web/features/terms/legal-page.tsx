import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Box, Stack, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import type { LegalVersionsQuery } from '../../graphql/physician/graphql.ts';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { LegalChanges } from './legal-changes.tsx';
import { LegalText } from './legal-text.tsx';
import { VersionHistory } from './version-history.tsx';

const LegalVersions = graphql(`
  query LegalVersions {
    termsInForce {
      version
    }
    termsVersions {
      version
      isMaterial
      inForceFrom
      isInForce
      summary {
        sv
        en
      }
    }
  }
`);

const LegalVersion = graphql(`
  query LegalVersion($version: String!) {
    termsVersion(version: $version) {
      version
      terms {
        sv
        en
      }
      privacy {
        sv
        en
      }
    }
  }
`);

export type LegalDocument = 'terms' | 'privacy';
export type ListedVersion = LegalVersionsQuery['termsVersions'][number];

/** The terms of use or the privacy policy, in any version, and what changed. For everybody. */
export default function LegalPage({ document }: { document: LegalDocument }) {
  const { t } = useText();
  const [search] = useSearchParams();
  const { data, error, refetch } = useQuery(LegalVersions);
  const wanted = search.get('version') ?? data?.termsInForce?.version;
  const version = data?.termsVersions.find((each) => each.version === wanted);
  if (error) return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
  if (!data) return <ListSkeleton />;
  if (!version) return <NotFoundPage />;
  return (
    <>
      <LegalHeading document={document} version={version} current={data.termsInForce?.version ?? null} />
      <TabLinks
        label={t('terms:documents.label')}
        tabs={(['terms', 'privacy'] as const).map((each) => ({
          to: `/${each}?${search}`,
          label: t(`terms:documents.${each}`),
          current: each === document,
        }))}
      />
      <Box mt="lg">
        <Body
          document={document}
          version={version}
          versions={data.termsVersions}
          changes={search.has('changes')}
        />
      </Box>
      <VersionHistory document={document} versions={data.termsVersions} shown={version.version} />
    </>
  );
}

function LegalHeading({
  document,
  version,
  current,
}: {
  document: LegalDocument;
  version: ListedVersion;
  current: string | null;
}) {
  const { t, language } = useText();
  const day = formatDay(version.inForceFrom, language);
  return (
    <>
      <PageHeading
        title={t(`terms:documents.${document}`)}
        lead={t(version.isInForce ? 'terms:versionSince' : 'terms:versionFrom', {
          version: formatDay(version.version, language),
          day,
        })}
      />
      {version.version !== current && (
        <Alert color="orange" mb="lg">
          <Text size="sm">
            {t(version.isInForce ? 'terms:older' : 'terms:notYet', { day })}{' '}
            <Anchor component={Link} to={`/${document}`} inherit underline="always">
              {t('terms:toCurrent')}
            </Anchor>
          </Text>
        </Alert>
      )}
    </>
  );
}

interface BodyProps {
  document: LegalDocument;
  version: ListedVersion;
  versions: readonly ListedVersion[];
  changes: boolean;
}

function Body({ document, version, versions, changes }: BodyProps) {
  const { t, language } = useText();
  const previous = versions[versions.indexOf(version) + 1];
  const own = useQuery(LegalVersion, { variables: { version: version.version } });
  const before = useQuery(LegalVersion, {
    variables: { version: previous?.version ?? '' },
    skip: !changes || !previous,
  });
  const error = own.error ?? before.error;
  if (error) return <ErrorState error={error} onRetry={() => void own.refetch().catch(() => undefined)} />;
  const text = own.data?.termsVersion?.[document][language];
  const old = before.data?.termsVersion?.[document][language];
  if (text === undefined) return <ListSkeleton />;
  if (!changes || !previous) return <LegalText>{text}</LegalText>;
  if (old === undefined) return <ListSkeleton />;
  return (
    <Stack gap="md">
      <Text>{version.summary[language]}</Text>
      <LegalChanges before={old} after={text} since={previous.version} />
      <Anchor component={Link} to={`/${document}?version=${version.version}`}>
        {t('terms:wholeText')}
      </Anchor>
    </Stack>
  );
}
