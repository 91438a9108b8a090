import { Button, Group, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useText } from '../../../locales/i18n.ts';
import { PageHeading } from '../../../ui/page-heading.tsx';
import classes from './consent-form-page.module.css';

const promises = [
  'consentForm:promise.hidden',
  'consentForm:promise.doctors',
  'consentForm:promise.withdraw',
] as const;

/** A form to print, in the language of the page. Nothing is filled in or kept here. */
export default function ConsentFormPage() {
  const { t } = useText();
  const address = `${window.location.origin}/withdraw-image`;
  return (
    <>
      <div data-screen-only>
        <PageHeading title={t('consentForm:title')} lead={t('consentForm:lead')} />
        <Group mb="lg">
          <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            {t('consentForm:print')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('consentForm:language')}
          </Text>
        </Group>
      </div>
      <article className={classes.paper}>
        <section>
          <h2>{t('consentForm:part1')}</h2>
          <p>{t('consentForm:intro')}</p>
          <ul>
            {promises.map((promise) => (
              <li key={promise}>{t(promise)}</li>
            ))}
          </ul>
          <Line label={t('consentForm:picture')} />
          <Line label={t('consentForm:patient')} />
          <div className={classes.pair}>
            <Line label={t('consentForm:signature')} />
            <Line label={t('consentForm:date')} />
          </div>
          <Line label={t('consentForm:representative')} />
        </section>
        <p className={classes.cut} aria-hidden>
          ✂
        </p>
        <section>
          <h2>{t('consentForm:part2')}</h2>
          <p>{t('consentForm:how')}</p>
          <p className={classes.address}>{address}</p>
          <Line label={t('consentForm:code')} tall />
          <p>{t('consentForm:keep')}</p>
        </section>
      </article>
    </>
  );
}

function Line({ label, tall }: { label: string; tall?: boolean }) {
  return (
    <div className={classes.line} data-tall={tall}>
      <span>{label}</span>
    </div>
  );
}
