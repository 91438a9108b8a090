/**
 * The mutations of which a repetition would do harm: each asks for a key (`extensions.once`). Those that are not here can
 * be repeated as they are; tests/flows/once.test.ts says of each why.
 */
export const onceMutations = [
  'acceptEdit',
  'appealDecision',
  'blurImage',
  'deleteImage',
  'deletePost',
  'dismissCase',
  'editPost',
  'extendLookupNotice',
  'flagPost',
  'hidePost',
  'liftSuspension',
  'lockConsultation',
  'postAnswer',
  'postConsultation',
  'proposeRedaction',
  'refuseEdit',
  'requestDataExport',
  'requestErasure',
  'requestErasureFor',
  'requestLookup',
  'ruleOnAppeal',
  'suspendAuthor',
  'unblurImage',
  'unhidePost',
  'unlockConsultation',
  'warnAuthor',
] as const;
export type OnceMutation = (typeof onceMutations)[number];

const known: ReadonlySet<string> = new Set(onceMutations);

export const isOnceMutation = (name: string): name is OnceMutation => known.has(name);
