import { Alert, Button, Checkbox, Group, Mark, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useId } from 'react';
import { useText } from '../../locales/i18n.ts';
import classes from './identifier-notice.module.css';
import type { IdentifierCheck } from './use-identifier-check.ts';
import { excerptOf, type FieldFinding, passageOf, shortestReason } from './verdict.ts';

interface Props {
  check: IdentifierCheck;
  /** What the form calls its fields, by the names given to the check. */
  labels: Readonly<Record<string, string>>;
  /** Shows the passage where it was written; selectPassage() does it for a field on the page. */
  onShow(finding: FieldFinding): void;
}

/**
 * What in the text could tell who the patient is, place by place. Nothing is shown while nothing is found; a summary is
 * read aloud politely when that changes.
 */
export function IdentifierNotice({ check, labels, onShow }: Props) {
  const { t } = useText();
  const { findings, unavailable } = check;
  const certain = findings.filter(({ certainty }) => certainty === 'certain');
  const likely = findings.filter(({ certainty }) => certainty === 'likely');
  const parts = [
    unavailable ? t('patientIdentifiers:unavailable') : '',
    certain.length > 0 ? t('patientIdentifiers:certainCount', { count: certain.length }) : '',
    likely.length > 0 ? t('patientIdentifiers:likelyCount', { count: likely.length }) : '',
  ];

  return (
    <>
      <VisuallyHidden role="status" aria-live="polite">
        {parts.filter((part) => part !== '').join(' ')}
      </VisuallyHidden>
      {unavailable && (
        <Alert color="red" role="group">
          {t('patientIdentifiers:unavailable')}
        </Alert>
      )}
      {findings.length > 0 && (
        <Alert
          role="group"
          color={certain.length > 0 ? 'red' : 'orange'}
          icon={<IconUserOff aria-hidden />}
          title={t(certain.length > 0 ? 'patientIdentifiers:certainTitle' : 'patientIdentifiers:likelyTitle')}
        >
          <Stack gap="md">
            <Text size="sm">{t('patientIdentifiers:local')}</Text>
            <Findings
              heading={t('patientIdentifiers:removeFirst')}
              findings={certain}
              labels={labels}
              onShow={onShow}
            />
            <Findings
              heading={t('patientIdentifiers:lookAgain')}
              text={t('patientIdentifiers:likelyHow')}
              findings={likely}
              labels={labels}
              onShow={onShow}
            />
            {likely.length > 0 && <Override check={check} />}
          </Stack>
        </Alert>
      )}
    </>
  );
}

interface FindingsProps extends Omit<Props, 'check'> {
  heading: string;
  text?: string;
  findings: readonly FieldFinding[];
}

function Findings({ heading, text, findings, labels, onShow }: FindingsProps) {
  const { t } = useText();
  const headingId = useId();
  if (findings.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={6} id={headingId}>
        {heading}
      </Text>
      {text && (
        <Text size="sm" mb={6}>
          {text}
        </Text>
      )}
      <Stack component="ul" gap="sm" className={classes.findings} aria-labelledby={headingId}>
        {findings.map((finding) => {
          const field = labels[finding.field] ?? finding.field;
          const kind = t(`patientIdentifiers:kind.${finding.kind}`);
          return (
            <li key={`${finding.field}.${finding.start}`}>
              <Group gap="xs" mb={4}>
                <Text size="sm">
                  <strong>{kind}</strong> · {field}
                </Text>
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={t('patientIdentifiers:showLabel', { kind, field })}
                  onClick={() => onShow(finding)}
                >
                  {t('patientIdentifiers:show')}
                </Button>
              </Group>
              <Excerpt finding={finding} />
            </li>
          );
        })}
      </Stack>
    </div>
  );
}

function Excerpt({ finding }: { finding: FieldFinding }) {
  const { before, after } = excerptOf(finding);
  return (
    <Text size="sm" className={classes.excerpt}>
      {before}
      <Mark className={classes.passage} color={finding.certainty === 'certain' ? 'red' : 'orange'}>
        {passageOf(finding)}
      </Mark>
      {after}
    </Text>
  );
}

/** The way past what is only likely: she says that it is harmless, and why. */
function Override({ check }: { check: IdentifierCheck }) {
  const { t } = useText();
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('patientIdentifiers:harmless')}
        checked={check.confirmed}
        error={check.tried && !check.confirmed ? t('patientIdentifiers:confirmFirst') : null}
        aria-invalid={check.tried && !check.confirmed}
        onChange={(event) => check.setConfirmed(event.currentTarget.checked)}
      />
      {check.confirmed && (
        <TextInput
          label={t('patientIdentifiers:reason')}
          description={t('patientIdentifiers:reasonHelp')}
          value={check.reason}
          error={
            check.tried && [...check.reason.trim()].length < shortestReason
              ? t('patientIdentifiers:reasonShort')
              : null
          }
          maxLength={200}
          required
          onChange={(event) => check.setReason(event.currentTarget.value)}
        />
      )}
    </Stack>
  );
}
