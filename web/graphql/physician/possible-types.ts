/* eslint-disable */
export const possibleTypes: Record<string, string[]> = {
  Byline: ['AliasByline', 'PhysicianByline'],
  DeleteAnswerResult: ['Answer', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  DeleteConsultationResult: ['Consultation', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  EditAnswerResult: ['Answer', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  EditConsultationResult: ['Consultation', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  FlagPostResult: ['Flagged', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  MarkHelpfulResult: ['Answer', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  PostAnswerResult: ['Answer', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  PostConsultationResult: ['Consultation', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  Refusal: ['InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  RegisterResult: ['InvalidInputError', 'NotAllowedError', 'NotFoundError', 'Registration'],
  ReopenConsultationResult: ['Consultation', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  SetLocaleResult: ['InvalidInputError', 'NotAllowedError', 'NotFoundError', 'Viewer'],
  SolveConsultationResult: ['Consultation', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
  UnmarkHelpfulResult: ['Answer', 'InvalidInputError', 'NotAllowedError', 'NotFoundError'],
};
