import { Card, List, Stack, Title } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';
import { Facts } from '../../ui/facts.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';

const others = ['colleague', 'moderator', 'admin', 'thief', 'network', 'computer', 'services'] as const;
const limits = ['style', 'case', 'seen', 'told'] as const;

/** The threat model in a member's words: against whom, how far, and what she can do herself. For everybody. */
export default function AnonymityGuidePage() {
  const { t } = useText();
  return (
    <>
      <PageHeading title={t('anonymityGuide:title')} lead={t('anonymityGuide:lead')} />
      <Stack gap="md">
        {others.map((who) => (
          <Card key={who} component="section" withBorder padding="lg" aria-labelledby={`guide-${who}`}>
            <Title order={2} size="h4" id={`guide-${who}`} mb="sm">
              {t(`anonymityGuide:who.${who}.title`)}
            </Title>
            <Facts
              facts={[
                { label: t('anonymityGuide:can'), value: t(`anonymityGuide:who.${who}.can`) },
                { label: t('anonymityGuide:cannot'), value: t(`anonymityGuide:who.${who}.cannot`) },
                { label: t('anonymityGuide:you'), value: t(`anonymityGuide:who.${who}.you`) },
              ]}
            />
          </Card>
        ))}
        <Card component="section" withBorder padding="lg" aria-labelledby="guide-limits">
          <Title order={2} size="h4" id="guide-limits" mb="sm">
            {t('anonymityGuide:limits')}
          </Title>
          <List>
            {limits.map((limit) => (
              <List.Item key={limit}>{t(`anonymityGuide:limitsList.${limit}`)}</List.Item>
            ))}
          </List>
        </Card>
      </Stack>
    </>
  );
}
