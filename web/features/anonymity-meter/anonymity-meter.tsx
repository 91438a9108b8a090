import { useQuery } from '@apollo/client/react';
import { Alert, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconUsers } from '@tabler/icons-react';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';

const AnonymityMeterQuery = graphql(`
  query AnonymityMeter {
    anonymityMeter {
      colleagues
      threshold
      coarsened
      shows {
        code
        sv
        en
      }
    }
  }
`);

interface Props {
  /** She writes anonymously, and under a face that is new here. */
  shown: boolean;
  /** Nothing has been written or chosen yet. */
  idle?: boolean;
}

/**
 * What an anonymous post will show of the viewer, and how many she could be. It is asked for under either face, at the
 * same moment: a request that only an anonymous author sends tells whoever watches the line (ANONYMITY 68).
 */
export function AnonymityMeter({ shown, idle = false }: Props) {
  const { t, language } = useText();
  const { data, error } = useQuery(AnonymityMeterQuery, { fetchPolicy: 'cache-and-network', skip: idle });
  if (!shown) return null;
  const meter = data?.anonymityMeter;
  if (!meter) {
    return error ? (
      <Text size="sm" c="dimmed">
        {t('anonymityMeter:failed')}
      </Text>
    ) : (
      <Skeleton height={76} radius="md" />
    );
  }
  const { colleagues, threshold, coarsened, shows } = meter;
  const weak = colleagues === null;
  const Icon = weak ? IconAlertTriangle : IconUsers;
  const format = new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB');
  return (
    <Alert
      role="status"
      color={weak ? 'orange' : 'petrol'}
      icon={<Icon aria-hidden />}
      title={
        weak
          ? t('anonymityMeter:weakTitle')
          : t('anonymityMeter:title', { number: format.format(colleagues) })
      }
    >
      <Stack gap={4}>
        <Text size="sm">
          {shows
            ? t('anonymityMeter:showsSpecialty', { specialty: shows[language] })
            : t('anonymityMeter:showsNothing')}
        </Text>
        {coarsened.includes('SPECIALTY') && (
          <Text size="sm">{t('anonymityMeter:specialtyLeftOut', { threshold })}</Text>
        )}
        {weak && <Text size="sm">{t('anonymityMeter:weak', { threshold })}</Text>}
      </Stack>
    </Alert>
  );
}
