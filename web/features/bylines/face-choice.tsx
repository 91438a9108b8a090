import { Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconUser, IconUserShield } from '@tabler/icons-react';
import { useId } from 'react';
import { useText } from '../../locales/i18n.ts';
import { useViewer } from '../session/session-context.ts';
import classes from './face-choice.module.css';

/** Under which face a post is written. Null: not chosen yet, and nothing chooses for her. */
export type Face = 'anonymous' | 'named' | null;

export function readFace(value: unknown): Face {
  return value === 'anonymous' || value === 'named' ? value : null;
}

interface Props {
  id: string;
  value: Face;
  error?: string | null;
  /** How colleagues would see her if she writes anonymously: "Frågeställaren" or "Kollega". */
  alias: string;
  /** Said under the choice, such as which face she has worn here before. */
  note?: string | null;
  onChange(face: Face): void;
}

/** Two large cards, each telling exactly what colleagues will see. */
export function FaceChoice({ id, value, error, alias, note, onChange }: Props) {
  const { t, language } = useText();
  const viewer = useViewer();
  const noteId = useId();
  const specialty = viewer.specialty?.[language];
  const cards = [
    {
      face: 'anonymous',
      Icon: IconUserShield,
      title: t('consultations:face.anonymous.title'),
      shown: alias,
      text: specialty
        ? t('consultations:face.anonymous.textWithSpecialty', { specialty })
        : t('consultations:face.anonymous.text'),
    },
    {
      face: 'named',
      Icon: IconUser,
      title: t('consultations:face.named.title'),
      shown: specialty ? `${viewer.name}, ${specialty}` : viewer.name,
      text: t('consultations:face.named.text'),
    },
  ] as const;

  return (
    <Radio.Group
      id={id}
      size="md"
      label={t('consultations:face.label')}
      value={value}
      error={error}
      onChange={(next) => onChange(readFace(next))}
      {...(note ? { 'aria-describedby': noteId } : {})}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt={6} mb={4}>
        {cards.map(({ face, Icon, title, shown, text }) => (
          <Radio.Card key={face} value={face} className={classes.card ?? ''} p="md">
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator mt={3} />
              <Stack gap={6}>
                <Group gap={6} wrap="nowrap">
                  <Icon size={20} aria-hidden />
                  <Text fw={650}>{title}</Text>
                </Group>
                <Text size="sm">
                  {t('consultations:face.colleaguesSee')} <strong>{shown}</strong>
                </Text>
                <Text size="sm" c="dimmed">
                  {text}
                </Text>
              </Stack>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
      {note && (
        <Text id={noteId} size="sm" mt="xs">
          {note}
        </Text>
      )}
    </Radio.Group>
  );
}
