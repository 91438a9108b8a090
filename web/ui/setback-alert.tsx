import { Alert } from '@mantine/core';
import { ErrorState } from './error-state.tsx';
import { type Setback, sortRefusal } from './problems.ts';

interface Props {
  setback: Setback | null;
  /** Fields of the form that show their own issues; the rest is said here. */
  fields?: readonly string[];
}

/** Why a command did not go through. Nothing typed is touched. */
export function SetbackAlert({ setback, fields = [] }: Props) {
  if (!setback) return null;
  if (setback.kind === 'failed') return <ErrorState error={setback.error} />;
  const { message } = sortRefusal(setback.refusal, fields);
  if (message === null) return null;
  return (
    <Alert color="red" role="alert">
      {message}
    </Alert>
  );
}

/** What the refusal says of each of the form's fields. */
export function fieldErrorsOf<Field extends string>(
  setback: Setback | null,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  return setback?.kind === 'refused' ? sortRefusal(setback.refusal, fields).fieldErrors : {};
}
