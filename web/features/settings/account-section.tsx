import { useText } from '../../locales/i18n.ts';
import { Facts } from '../../ui/facts.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { useViewer } from '../session/session-context.ts';

/** Who is signed in. What colleagues read of her is settled with her licence, not here. */
export function AccountSection() {
  const { t, language } = useText();
  const { name, email, specialty, status, isModerator, isTechnicalAdmin } = useViewer();
  const roles = [
    isModerator && t('settings:account.moderator'),
    isTechnicalAdmin && t('settings:account.technicalAdmin'),
  ].filter((role) => role !== false);
  return (
    <SettingsSection id="account" title={t('settings:account.title')}>
      <Facts
        facts={[
          { label: t('settings:account.name'), value: name },
          { label: t('settings:account.email'), value: email },
          { label: t('settings:account.specialty'), value: specialty?.[language] ?? '–' },
          { label: t('settings:account.licence'), value: t(`settings:account.status.${status}`) },
          ...(roles.length > 0 ? [{ label: t('settings:account.roles'), value: roles.join(', ') }] : []),
        ]}
      />
    </SettingsSection>
  );
}
