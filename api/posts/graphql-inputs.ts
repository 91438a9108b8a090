import type { InputFieldBuilder } from '@pothos/core';
import type { builder } from '../graphql/builder.ts';

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Resolved> ? Resolved : never;

/** The same field of every input that changes a text. */
export function versionField(t: InputFieldBuilder<Types, 'InputObject'>) {
  return t.id({
    description: 'The version of the text that this edit was made from. A newer one is never overwritten.',
  });
}

/** The same field of every input that changes a text of the author's own. */
export function reviewField(t: InputFieldBuilder<Types, 'InputObject'>) {
  return t.boolean({
    defaultValue: false,
    description:
      'The text waits for a moderator instead of being saved: for one that is refused with MODERATION_UNDONE.',
  });
}

/** The same field of both decisions upon a waiting edit. */
export function editIdField(t: InputFieldBuilder<Types, 'InputObject'>) {
  return t.id({
    description: 'The waiting edit that the moderator has read. Another one is not decided on.',
  });
}

/** The same field of every input that carries a text. */
export function identifierOverrideField(t: InputFieldBuilder<Types, 'InputObject'>) {
  return t.string({
    required: false,
    description:
      'Why what looks like a patient’s identifier is harmless, in 5 to 200 characters. Asked for with PATIENT_IDENTIFIER_LIKELY; moderators see it when the post is reported.',
  });
}
