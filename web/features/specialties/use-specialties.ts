import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';

const Specialties = graphql(`
  query Specialties {
    specialties {
      code
      sv
      en
    }
  }
`);

/** The specialties as options of a select, in the alphabet of the language shown. */
export function useSpecialtyOptions() {
  const { language } = useText();
  const { data, error, loading, refetch } = useQuery(Specialties);
  const options = useMemo(
    () =>
      (data?.specialties ?? [])
        .map((specialty) => ({ value: specialty.code, label: specialty[language] }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    [data, language],
  );
  return { options, error, loading, refetch };
}
