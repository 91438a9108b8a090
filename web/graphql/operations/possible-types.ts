/* eslint-disable */
export const possibleTypes: Record<string, string[]> = {
  ApproveErasureResult: ['Erasure', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  ApproveLookupResult: ['InvalidInputError', 'Lookup', 'NotAllowedError', 'NotFoundError'],
  ExtendLookupNoticeResult: ['InvalidInputError', 'Lookup', 'NotAllowedError', 'NotFoundError'],
  OpenLookupResult: ['InvalidInputError', 'NotAllowedError', 'NotFoundError', 'OpenedLookup'],
  Refusal: ['InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  RefuseLookupResult: ['InvalidInputError', 'Lookup', 'NotAllowedError', 'NotFoundError'],
  RefuseVerificationResult: ['Account', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  RequestErasureForResult: ['ErasureRequested', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  RequestLookupResult: ['InvalidInputError', 'Lookup', 'NotAllowedError', 'NotFoundError'],
  RetryErasureStepResult: ['Erasure', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  VerifyPhysicianResult: ['Account', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
};
