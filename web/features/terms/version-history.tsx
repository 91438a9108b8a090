import { Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useText } from '../../locales/i18n.ts';
import { formatDay } from '../../ui/day.ts';
import type { LegalDocument, ListedVersion } from './legal-page.tsx';

interface Props {
  document: LegalDocument;
  /** Newest first. */
  versions: readonly ListedVersion[];
  shown: string;
}

export function VersionHistory({ document, versions, shown }: Props) {
  const { t, language } = useText();
  return (
    <Stack component="section" gap="md" mt={48} aria-labelledby="versions">
      <Title order={2} id="versions" size="h3">
        {t('terms:history.title')}
      </Title>
      <Stack component="ol" gap="lg" p={0} m={0} style={{ listStyle: 'none' }}>
        {versions.map(({ version, isMaterial, inForceFrom, isInForce, summary }, at) => {
          const day = formatDay(version, language);
          return (
            <li key={version}>
              <Group gap="xs">
                <Text fw={600}>{t('terms:versionOf', { day })}</Text>
                <Badge variant="light" color={isMaterial ? 'petrol' : 'gray'}>
                  {t(isMaterial ? 'terms:history.material' : 'terms:history.minor')}
                </Badge>
              </Group>
              <Text size="sm" c="dimmed">
                {t(isInForce ? 'terms:inForceSince' : 'terms:inForceFrom', {
                  day: formatDay(inForceFrom, language),
                })}
              </Text>
              <Text size="sm" maw="70ch">
                {summary[language]}
              </Text>
              <Group gap="md" mt={4}>
                {version !== shown && (
                  <Anchor
                    component={Link}
                    to={`/${document}?version=${version}`}
                    size="sm"
                    underline="always"
                  >
                    {t('terms:history.read', { day })}
                  </Anchor>
                )}
                {at < versions.length - 1 && (
                  <Anchor
                    component={Link}
                    to={`/${document}?version=${version}&changes`}
                    size="sm"
                    underline="always"
                  >
                    {t('terms:history.changes', { day })}
                  </Anchor>
                )}
              </Group>
            </li>
          );
        })}
      </Stack>
    </Stack>
  );
}
