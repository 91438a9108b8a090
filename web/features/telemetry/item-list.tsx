import { Accordion, Code, Group, Stack, Text } from '@mantine/core';
import { type FragmentType, graphql, unmask } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';

const TelemetryPropertyParts = graphql(`
  fragment TelemetryPropertyParts on TelemetryProperty {
    name
    values
    purpose {
      sv
      en
    }
    measured {
      sv
      en
    }
  }
`);

const TelemetryItemParts = graphql(`
  fragment TelemetryItemParts on TelemetryItem {
    name
    when {
      sv
      en
    }
    purpose {
      sv
      en
    }
    properties {
      name
      ...TelemetryPropertyParts
    }
  }
`);

/** What is sent, one line each; why and with what, when it is opened. */
export function ItemList({
  items,
}: {
  items: readonly ({ name: string } & FragmentType<typeof TelemetryItemParts>)[];
}) {
  return (
    <Accordion variant="separated" multiple order={4} chevronPosition="right">
      {items.map((item) => (
        <Item key={item.name} item={item} />
      ))}
    </Accordion>
  );
}

function Item({ item }: { item: FragmentType<typeof TelemetryItemParts> }) {
  const { t, language } = useText();
  const { name, when, purpose, properties } = unmask(TelemetryItemParts, item);
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        <Stack gap={2}>
          <Text size="sm">{when[language]}</Text>
          <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
        </Stack>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          <Text size="sm">
            <strong>{t('telemetry:processors.purpose')}:</strong> {purpose[language]}
          </Text>
          {properties.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('telemetry:processors.noProperties')}
            </Text>
          ) : (
            <PropertyList properties={properties} />
          )}
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

/** Properties with their purposes and every value that they can have. */
export function PropertyList({
  properties,
}: {
  properties: readonly ({ name: string } & FragmentType<typeof TelemetryPropertyParts>)[];
}) {
  return (
    <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {properties.map((property) => (
        <Property key={property.name} property={property} />
      ))}
    </Stack>
  );
}

function Property({ property }: { property: FragmentType<typeof TelemetryPropertyParts> }) {
  const { t, language } = useText();
  const { name, purpose, values, measured } = unmask(TelemetryPropertyParts, property);
  return (
    <li>
      <Text size="sm">
        <Code>{name}</Code> {purpose[language]}
      </Text>
      <Group gap={6} mt={4}>
        <Text size="xs" c="dimmed">
          {t('telemetry:processors.values')}:
        </Text>
        {measured ? (
          <Text size="xs">{measured[language]}</Text>
        ) : (
          values.map((value) => (
            <Code key={value} fz="xs">
              {value}
            </Code>
          ))
        )}
      </Group>
    </li>
  );
}
