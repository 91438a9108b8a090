import { useText } from '../../locales/i18n.ts';
import { IdentifierNotice } from './identifier-notice.tsx';
import { selectPassage } from './select-passage.ts';
import type { IdentifierGate } from './use-identifier-gate.ts';

interface Props {
  gate: IdentifierGate;
  /** The form's fields by the names given to the gate: what they are called and the ids of their inputs. */
  fields: Readonly<Record<string, { label: string; id: string }>>;
}

/** What the check has found, just above the button that it may hold back. */
export function IdentifierGateNotice({ gate, fields }: Props) {
  const { t } = useText();
  const labels = Object.fromEntries(Object.entries(fields).map(([field, { label }]) => [field, label]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, the focus is led here when nothing may be sent
    <div ref={gate.noticeRef} role="group" tabIndex={-1} aria-label={t('patientIdentifiers:check')}>
      <IdentifierNotice
        check={gate.check}
        labels={labels}
        onShow={(finding) => {
          const element = document.getElementById(fields[finding.field]?.id ?? '');
          const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
          if (!selectPassage(isText ? element : null, finding)) element?.focus();
        }}
      />
    </div>
  );
}
