import { Stack } from '@mantine/core';
import { useText } from '../../locales/i18n.ts';
import { PageHeading } from '../../ui/page-heading.tsx';
import { DataExportSection } from '../data-export/data-export-section.tsx';
import { ErasureSection } from '../erasure/erasure-section.tsx';
import { ConsentsSection } from '../telemetry/consents-section.tsx';
import { TermsSection } from '../terms/terms-section.tsx';
import { AccountSection } from './account-section.tsx';
import { LanguageSection } from './language-section.tsx';
import { PasswordSection } from './password-section.tsx';

/** What an account says of its holder, and all that she may decide about it. One line per section. */
export default function SettingsPage() {
  const { t } = useText();
  return (
    <>
      <PageHeading title={t('settings:title')} lead={t('settings:lead')} />
      <Stack gap="lg">
        <AccountSection />
        <LanguageSection />
        <PasswordSection />
        <TermsSection />
        <ConsentsSection />
        <DataExportSection />
        <ErasureSection />
      </Stack>
    </>
  );
}
