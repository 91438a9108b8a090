import { Anchor, Code } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../../locales/i18n.ts';
import { Facts } from '../../ui/facts.tsx';
import { detailLabel, valueText } from './audit-kinds.ts';

/** The details of an entry, which are a JSON object of codes and ids. Unreadable ones are shown as they are. */
export function AuditDetails({ json }: { json: string }) {
  const { t } = useText();
  const details = readDetails(json);
  if (!details) return <Code block>{json}</Code>;
  const shown = Object.entries(details).filter(([, value]) => !isNothing(value));
  if (shown.length === 0) return null;
  const facts = shown.map(([name, value]) => {
    const label = detailLabel(name);
    return { label: label ? t(label) : name, value: <Detail name={name} value={value} /> };
  });
  return <Facts facts={facts} />;
}

function Detail({ name, value }: { name: string; value: unknown }): ReactNode {
  const { t } = useText();
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) => (
      <span key={String(item)}>
        {at > 0 && ', '}
        <Detail name={name} value={item} />
      </span>
    ));
  }
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const words = valueText(name, text);
  if (words) return t(words);
  if (name === 'lookup') {
    return (
      <Anchor component={Link} to={`/operations/lookups/${text}`} size="sm" ff="monospace">
        {text}
      </Anchor>
    );
  }
  return <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{text}</Code>;
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function readDetails(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
