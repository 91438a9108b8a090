import { useCommand } from '../../app/apollo/use-command.ts';
import type { ModerationRule, PostAction } from '../../graphql/moderation/graphql.ts';
import {
  AcceptEdit,
  DeletePost,
  DismissCase,
  EditPost,
  HidePost,
  LiftSuspension,
  LockConsultation,
  ProposeRedaction,
  RefuseEdit,
  SuspendAuthor,
  UnhidePost,
  UnlockConsultation,
  WarnAuthor,
} from './case-commands.ts';
import type { MarkedPassage } from './passage-choice.tsx';

export interface DecisionInput {
  statement: string;
  /** Not for DISMISS and ACCEPT_EDIT: no rule was broken. */
  rule: ModerationRule;
  /** For EDIT. An answer has no title. */
  title: string | null;
  body: string;
  /** For EDIT: of the text that it was made from. */
  version: string;
  /** For ACCEPT_EDIT and REFUSE_EDIT: what the author's waiting text is known by. */
  editId: string;
  /** For SUSPEND. */
  days: number;
  /** For PROPOSE_REDACTION. */
  redaction: MarkedPassage;
}

/** The command behind each of a moderator's actions, called in one way. */
export function useDecision(action: PostAction, caseId: string) {
  const hide = useCommand(HidePost, 'hidePost');
  const unhide = useCommand(UnhidePost, 'unhidePost');
  const edit = useCommand(EditPost, 'editPost');
  const remove = useCommand(DeletePost, 'deletePost');
  const lock = useCommand(LockConsultation, 'lockConsultation');
  const unlock = useCommand(UnlockConsultation, 'unlockConsultation');
  const warn = useCommand(WarnAuthor, 'warnAuthor');
  const suspend = useCommand(SuspendAuthor, 'suspendAuthor');
  const lift = useCommand(LiftSuspension, 'liftSuspension');
  const propose = useCommand(ProposeRedaction, 'proposeRedaction');
  const acceptEdit = useCommand(AcceptEdit, 'acceptEdit');
  const refuseEdit = useCommand(RefuseEdit, 'refuseEdit');
  const dismiss = useCommand(DismissCase, 'dismissCase');

  const commands = {
    HIDE: hide,
    UNHIDE: unhide,
    EDIT: edit,
    DELETE: remove,
    LOCK: lock,
    UNLOCK: unlock,
    WARN: warn,
    SUSPEND: suspend,
    LIFT: lift,
    PROPOSE_REDACTION: propose,
    ACCEPT_EDIT: acceptEdit,
    REFUSE_EDIT: refuseEdit,
    DISMISS: dismiss,
  };

  async function run({
    rule,
    statement,
    title,
    body,
    version,
    editId,
    days,
    redaction,
  }: DecisionInput): Promise<boolean> {
    if (action === 'DISMISS') return (await dismiss.run({ input: { caseId, statement } })) !== null;
    if (action === 'ACCEPT_EDIT')
      return (await acceptEdit.run({ input: { caseId, editId, statement } })) !== null;
    if (action === 'REFUSE_EDIT') {
      return (await refuseEdit.run({ input: { caseId, editId, rule, statement } })) !== null;
    }
    if (action === 'EDIT') {
      return (await edit.run({ input: { caseId, rule, statement, title, body, version } })) !== null;
    }
    if (action === 'SUSPEND')
      return (await suspend.run({ input: { caseId, rule, statement, days } })) !== null;
    if (action === 'PROPOSE_REDACTION') {
      return (await propose.run({ input: { caseId, rule, statement, ...redaction } })) !== null;
    }
    return (await commands[action].run({ input: { caseId, rule, statement } })) !== null;
  }

  const { busy, setback, clear } = commands[action];
  return { run, busy, setback, clear };
}
