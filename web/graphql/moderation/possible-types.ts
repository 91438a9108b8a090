/* eslint-disable */
export const possibleTypes: Record<string, string[]> = {
  Byline: ['AliasByline', 'ErasedByline', 'PhysicianByline'],
  DeletePostResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  DismissCaseResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  EditPostResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  HidePostResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  LiftSuspensionResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  LockConsultationResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  OpenCaseResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  ProposeRedactionResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  Refusal: ['InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  ReleaseCaseResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  SuspendAuthorResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  TakeCaseResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  UnhidePostResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  UnlockConsultationResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
  WarnAuthorResult: ['InvalidInputError', 'ModerationCase', 'NotAllowedError', 'NotFoundError'],
};
