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
    ... on ErasedByline {
      isAsker
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
  /** `number` null: her first post here is not published yet. */
  | { __typename: 'AliasByline'; number: number | null; isAsker: boolean; specialty: SpecialtyName | null }
  /** Nothing tells under which face it was written: it was withdrawn, or its author has left. */
  | { __typename: 'ErasedByline'; isAsker: boolean }
  | {
      __typename: 'PhysicianByline';
      isAsker: boolean;
      physician: { name: string; specialty: SpecialtyName | null };
    };

/** How the author is called in running text: a name, "Frågeställaren" or "Kollega 2". */
export function bylineName(byline: BylineView, t: Translate): string {
  if (byline.__typename === 'PhysicianByline') return byline.physician.name;
  if (byline.__typename === 'ErasedByline') return t('consultations:byline.erased');
  if (byline.isAsker) return t('consultations:byline.asker');
  return byline.number === null
    ? t('consultations:byline.aColleague')
    : t('consultations:byline.colleague', { number: byline.number });
}

function specialtyOf(byline: BylineView): SpecialtyName | null {
  if (byline.__typename === 'ErasedByline') return null;
  return byline.__typename === 'AliasByline' ? byline.specialty : byline.physician.specialty;
}

interface BylineProps {
  byline: BylineView;
  isMine?: boolean;
  /** On the question itself it goes without saying that she asked it. */
  ofQuestion?: boolean;
}

/** Who wrote a post. The same mark for every anonymous author: nothing in it derives from a person (ANONYMITY 15). */
export function Byline({ byline, isMine = false, ofQuestion = false }: BylineProps) {
  const { t, language } = useText();
  const anonymous = byline.__typename === 'AliasByline';
  const specialty = specialtyOf(byline);
  const asker = byline.__typename === 'PhysicianByline' && byline.isAsker && !ofQuestion;
  const details = [
    anonymous ? t('consultations:byline.anonymous') : null,
    asker ? t('consultations:byline.namedAsker') : null,
    specialty ? specialty[language] : null,
  ].filter((detail) => detail !== null);
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {anonymous && (
        <IconUserShield
          size={18}
          aria-hidden
          color="var(--mantine-color-petrol-text)"
          style={{ flex: 'none', marginTop: 2 }}
        />
      )}
      <Text span size="sm">
        <Text span inherit fw={600} mr={6}>
          {bylineName(byline, t)}
        </Text>
        <Text span inherit c="dimmed" mr={6}>
          {details.join('\u00a0· ')}
        </Text>
        {isMine && (
          <Badge component="span" variant="light" size="sm" tt="none" radius="sm">
            {t('consultations:mine')}
          </Badge>
        )}
      </Text>
    </Group>
  );
}
