import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { Facts } from '../../ui/facts.tsx';
import { ItemList, PropertyList } from './item-list.tsx';

const ProcessorCardParts = graphql(`
  fragment ProcessorCardParts on ProcessorDescription {
    processor
    name
    company
    host
    isInEu
    purpose {
      sv
      en
    }
    legalBasis {
      sv
      en
    }
    withoutConsent {
      sv
      en
    }
    withConsent {
      sv
      en
    }
    keptWhere {
      sv
      en
    }
    keptFor {
      sv
      en
    }
    everywhere {
      name
      ...TelemetryPropertyParts
    }
    items {
      name
      bearer
      ...TelemetryItemParts
    }
  }
`);

/** One processor: who it is, what it gets and why, event by event. */
export function ProcessorCard({ processor }: { processor: FragmentType<typeof ProcessorCardParts> }) {
  const { t, language } = useText();
  const shown = unmask(ProcessorCardParts, processor);
  const id = shown.processor.toLowerCase();
  const named = shown.items.filter(({ bearer }) => bearer === 'PSEUDONYM_WITH_CONSENT');
  const anonymous = shown.items.filter(({ bearer }) => bearer === 'ANONYMOUS');
  // The others get errors and measurements, which are neither acts nor counted: the facts above say when and of whom.
  const getsActs = shown.processor === 'MIXPANEL';
  const facts = [
    { label: t('telemetry:processors.company'), value: shown.company },
    { label: t('telemetry:processors.purpose'), value: shown.purpose[language] },
    { label: t('telemetry:processors.legalBasis'), value: shown.legalBasis[language] },
    { label: t('telemetry:processors.without'), value: shown.withoutConsent[language] },
    { label: t('telemetry:processors.with'), value: shown.withConsent[language] },
    { label: t('telemetry:processors.keptWhere'), value: shown.keptWhere[language] },
    { label: t('telemetry:processors.keptFor'), value: shown.keptFor[language] },
    ...(shown.host === null ? [] : [{ label: t('telemetry:processors.address'), value: shown.host }]),
  ];
  return (
    <Card component="section" id={id} aria-labelledby={`${id}-title`} withBorder padding="lg">
      <Stack gap="lg">
        <Group gap="sm">
          <Title order={2} id={`${id}-title`}>
            {shown.name}
          </Title>
          <Badge
            tt="none"
            radius="sm"
            variant={shown.host === null ? 'light' : 'filled'}
            color={shown.host === null ? 'gray' : 'petrol'}
            style={{ height: 'auto', whiteSpace: 'normal' }}
          >
            {t(shown.host === null ? 'telemetry:processors.off' : 'telemetry:processors.on')}
          </Badge>
        </Group>
        <Facts facts={facts} />
        {shown.host !== null && !shown.isInEu && (
          <Text size="sm" fw={600}>
            {t('telemetry:processors.outsideEu')}
          </Text>
        )}
        {!getsActs && (
          <Stack gap="sm">
            <Title order={3}>{t('telemetry:processors.sent')}</Title>
            <ItemList items={shown.items} />
          </Stack>
        )}
        {getsActs && named.length > 0 && (
          <Stack gap="sm">
            <Title order={3}>{t('telemetry:processors.named')}</Title>
            <ItemList items={named} />
          </Stack>
        )}
        {getsActs && anonymous.length > 0 && (
          <Stack gap="sm">
            <Title order={3}>{t('telemetry:processors.anonymous')}</Title>
            <Text size="sm">{t('telemetry:processors.anonymousText')}</Text>
            <ItemList items={anonymous} />
          </Stack>
        )}
        <Stack gap="sm">
          <Title order={3}>{t('telemetry:processors.everywhere')}</Title>
          <PropertyList properties={shown.everywhere} />
        </Stack>
      </Stack>
    </Card>
  );
}
