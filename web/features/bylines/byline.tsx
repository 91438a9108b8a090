import { Badge, Group, Text } from '@mantine/core';
import { IconUserShield } from '@tabler/icons-react';
import { graphql } from '../../graphql/physician/index.ts';
import { type Translate, useText } from '../../locales/i18n.ts';

/** Selected wherever the physicians' endpoint gives a byline; the result is a BylineView. */
export const BylineParts = graphql(`
  fragment BylineParts on Byline {
    __typename
    ... on AliasByline {
      number
      isAsker
      specialty {
        code
        sv
        en
      }
    }
    ... on PhysicianByline {
      isAsker
      physician {
        id
        name
        specialty {
          code
          sv
          en
        }
      }
    }
  }
`);

interface SpecialtyName {
  sv: string;
  en: string;
}

/** A byline of either endpoint that gives one, as far as anyone may see. */
export type BylineView =
  | { __typename: 'AliasByline'; number: number; isAsker: boolean; specialty: SpecialtyName | null }
  | {
      __typename: 'PhysicianByline';
      isAsker: boolean;
      physician: { name: string; specialty: SpecialtyName | null };
    };

/** How the author is called in running text: a name, "Frågeställaren" or "Kollega 2". */
export function bylineName(byline: BylineView, t: Translate): string {
  if (byline.__typename === 'PhysicianByline') return byline.physician.name;
  return byline.isAsker
    ? t('consultations:byline.asker')
    : t('consultations:byline.colleague', { number: byline.number });
}

/** Who wrote a post. The same mark for every anonymous author: nothing in it derives from a person (ANONYMITY 15). */
export function Byline({ byline, isMine = false }: { byline: BylineView; isMine?: boolean }) {
  const { t, language } = useText();
  const anonymous = byline.__typename === 'AliasByline';
  const specialty = anonymous ? byline.specialty : byline.physician.specialty;
  return (
    <Group gap={6} wrap="wrap">
      {anonymous && <IconUserShield size={18} aria-hidden color="var(--mantine-color-petrol-text)" />}
      <Text span fw={600} size="sm">
        {bylineName(byline, t)}
      </Text>
      {anonymous ? (
        <Text span size="sm" c="dimmed">
          {t('consultations:byline.anonymous')}
        </Text>
      ) : (
        byline.isAsker && (
          <Text span size="sm" c="dimmed">
            {t('consultations:byline.namedAsker')}
          </Text>
        )
      )}
      {specialty && (
        <Text span size="sm" c="dimmed">
          {(anonymous || byline.isAsker) && '· '}
          {specialty[language]}
        </Text>
      )}
      {isMine && (
        <Badge variant="light" size="sm" tt="none" radius="sm">
          {t('consultations:mine')}
        </Badge>
      )}
    </Group>
  );
}
