import { Alert, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useText } from '../../locales/i18n.ts';

/** In memory alone: neither the address nor the state of the history says that this reader has asked. */
let posted = false;

export function tellPosted(): void {
  posted = true;
}

/** Once, on the page that one comes to after asking. The same for both faces. */
export function PostedNotice() {
  const { t } = useText();
  const [shown, setShown] = useState(posted);
  useEffect(() => {
    posted = false;
  }, []);
  if (!shown) return null;
  return (
    <Alert
      color="petrol"
      role="status"
      icon={<IconCheck aria-hidden />}
      title={t('consultations:posted.title')}
      withCloseButton
      closeButtonLabel={t('common:close')}
      onClose={() => setShown(false)}
    >
      <Text size="sm">{t('consultations:posted.text')}</Text>
    </Alert>
  );
}
