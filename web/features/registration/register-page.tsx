import { useMutation } from '@apollo/client/react';
import { Alert, Anchor, Button, Card, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/physician/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { isRefusal, sortRefusal } from '../../ui/problems.ts';
import { SpecialtySelect } from '../specialties/specialty-select.tsx';
import { useTermsToAccept } from '../terms/use-terms-to-accept.tsx';

const Register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
      __typename
      ... on Registration {
        received
      }
      ... on Refusal {
        message
      }
      ... on InvalidInputError {
        issues {
          field
          message
        }
      }
    }
  }
`);

const fields = ['name', 'email', 'specialty', 'licenceNumber', 'password'] as const;
type Field = (typeof fields)[number];
const passwordLength = 12;
const empty: Record<Field, string> = { name: '', email: '', specialty: '', licenceNumber: '', password: '' };

export function RegisterPage() {
  const { t, language } = useText();
  const [register, { loading }] = useMutation(Register);
  const [values, setValues] = useState(empty);
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [received, setReceived] = useState(false);
  const terms = useTermsToAccept();

  function set(field: Field, value: string) {
    setValues((previous) => ({ ...previous, [field]: value }));
    setErrors(({ [field]: _mended, ...others }) => others);
  }

  function findErrors(): Partial<Record<Field, string>> {
    const found: Partial<Record<Field, string>> = {};
    for (const field of fields) if (values[field].trim() === '') found[field] = t('common:required');
    if (!found.email && !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(values.email.trim()))
      found.email = t('registration:emailForm');
    if (!found.password && values.password.length < passwordLength)
      found.password = t('registration:passwordShort');
    return found;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setMessage(null);
    setFailure(null);
    const found = findErrors();
    setErrors(found);
    if (focusFirst(found)) return;
    const acceptedTerms = terms.require();
    if (acceptedTerms === null) return;
    try {
      const input = { ...values, locale: language, acceptedTerms };
      const { data } = await register({ variables: { input } });
      if (!data) return;
      if (!isRefusal(data.register)) return setReceived(true);
      const sorted = sortRefusal(data.register, fields);
      setErrors(sorted.fieldErrors);
      focusFirst(sorted.fieldErrors);
      setMessage(sorted.message);
    } catch (error) {
      setFailure(error);
    }
  }

  if (received) {
    return (
      <>
        <PageHeading title={t('registration:received.title')} />
        <Alert color="petrol" icon={<IconMailCheck aria-hidden />} role="status">
          <Stack gap="sm">
            <Text>{t('registration:received.text')}</Text>
            <Anchor component={Link} to="/sign-in">
              {t('registration:received.signIn')}
            </Anchor>
          </Stack>
        </Alert>
      </>
    );
  }

  const text = (field: Field) => ({
    id: `register-${field}`,
    name: field,
    label: t(`registration:fields.${field}`),
    value: values[field],
    error: errors[field],
    onChange: (event: { currentTarget: { value: string } }) => set(field, event.currentTarget.value),
  });

  return (
    <>
      <PageHeading title={t('registration:title')} lead={t('registration:lead')} />
      <Card withBorder p={{ base: 'md', sm: 'xl' }} maw="34rem">
        <form onSubmit={submit} noValidate>
          <Stack>
            <TextInput {...text('name')} autoComplete="name" description={t('registration:nameHelp')} />
            <TextInput {...text('email')} type="email" autoComplete="username" />
            <SpecialtySelect
              id="register-specialty"
              label={t('registration:fields.specialty')}
              placeholder={t('common:chooseSpecialty')}
              value={values.specialty || null}
              error={errors.specialty}
              onChange={(code) => set('specialty', code ?? '')}
            />
            <TextInput
              {...text('licenceNumber')}
              autoComplete="off"
              description={t('registration:licenceHelp')}
            />
            <PasswordInput
              {...text('password')}
              autoComplete="new-password"
              description={t('registration:passwordRule', { length: passwordLength })}
              visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
            />
            {terms.checkbox}
            {message && (
              <Alert color="red" role="alert">
                {message}
              </Alert>
            )}
            {failure !== null && <ErrorState error={failure} />}
            <Button type="submit" size="md" loading={loading}>
              {t('registration:submit')}
            </Button>
          </Stack>
        </form>
      </Card>
      <Text mt="lg">
        {t('registration:haveAccount')}{' '}
        <Anchor component={Link} to="/sign-in">
          {t('session:signIn.submit')}
        </Anchor>
      </Text>
    </>
  );
}

/** Goes to the first field at fault; false when there is none. */
function focusFirst(errors: Partial<Record<Field, string>>): boolean {
  const first = fields.find((field) => errors[field]);
  if (first) document.getElementById(`register-${first}`)?.focus();
  return first !== undefined;
}
