import { Anchor, Button, FileButton, Group, Radio, Stack, Text } from '@mantine/core';
import { IconFileText, IconPaperclip } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useText } from '../../../locales/i18n.ts';
import wrapping from '../../../ui/wrapping-button.module.css';
import { type Consent, type ConsentForm, consents } from './post-image.ts';
import { type FormProblem, readConsentForm } from './read-consent-form.ts';
import { TransferLine } from './transfer-line.tsx';

interface Props {
  value: Consent | null;
  form: ConsentForm | null;
  /** Forms of other images in the post, by the number of the image. */
  others: readonly { number: number; form: ConsentForm }[];
  errors: { consent?: string | undefined; form?: string | undefined };
  onChange(consent: Consent): void;
  onForm(body: Blob, name: string): void;
  onShareForm(form: ConsentForm): void;
  onRetryForm(): void;
}

/** What gives the right to show the image. */
export function ConsentChoice({ value, errors, onChange, ...written }: Props) {
  const { t } = useText();
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('images:consent.label')}
        value={value}
        error={errors.consent}
        onChange={(next) => {
          const consent = consents.find((one) => one === next);
          if (consent) onChange(consent);
        }}
      >
        <Stack gap={6} mt={6}>
          {consents.map((consent) => (
            <Radio
              key={consent}
              value={consent}
              label={t(`images:consent.${consent}`)}
              description={t(`images:consent.help.${consent}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {value === 'WRITTEN' && <WrittenConsent {...written} error={errors.form} />}
    </Stack>
  );
}

type WrittenProps = Pick<Props, 'form' | 'others' | 'onForm' | 'onShareForm' | 'onRetryForm'> & {
  error: string | undefined;
};

function WrittenConsent({ form, others, error, onForm, onShareForm, onRetryForm }: WrittenProps) {
  const { t } = useText();
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const reset = useRef<() => void>(null);

  async function choose(file: File | null) {
    if (!file) return;
    setProblem(null);
    const read = await readConsentForm(file);
    reset.current?.();
    if (read.ok) onForm(read.body, file.name);
    else setProblem(read.problem);
  }

  return (
    <Stack gap={6} pl={{ base: 0, xs: 'xl' }}>
      <Text size="sm">{t('images:form.who')}</Text>
      <Group gap="sm">
        <FileButton
          resetRef={reset}
          accept="application/pdf,image/*"
          onChange={(file) => void choose(file)}
          inputProps={{ 'aria-label': t('images:form.choose') }}
        >
          {(props) => (
            <Button
              {...props}
              size="compact-md"
              variant="default"
              className={wrapping.button ?? ''}
              classNames={{ label: wrapping.label ?? '' }}
              leftSection={<IconPaperclip size={17} aria-hidden />}
            >
              {t(form ? 'images:form.replace' : 'images:form.choose')}
            </Button>
          )}
        </FileButton>
        {others.map(({ number, form: shared }) => (
          <Button key={number} size="compact-md" variant="default" onClick={() => onShareForm(shared)}>
            {t('images:form.share', { number })}
          </Button>
        ))}
        <Anchor href="/consent-form" target="_blank" rel="noopener" size="sm">
          {t('images:form.print')}
        </Anchor>
      </Group>
      {form && (
        <>
          <Group gap={6} wrap="nowrap">
            <IconFileText size={17} aria-hidden />
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {form.name}
            </Text>
          </Group>
          <TransferLine transfer={form.transfer} onRetry={onRetryForm} />
        </>
      )}
      {problem && (
        <Text size="sm" c="red" role="alert">
          {t(`images:form.problems.${problem}`)}
        </Text>
      )}
      {!problem && error && (
        <Text size="sm" c="red">
          {error}
        </Text>
      )}
    </Stack>
  );
}
