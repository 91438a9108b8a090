import { useCommand } from '../../app/apollo/use-command.ts';
import type { DecisionAction, ModerationRule } from '../../graphql/moderation/graphql.ts';
import {
  DeletePost,
  DismissCase,
  EditPost,
  HidePost,
  LockConsultation,
  UnhidePost,
  UnlockConsultation,
} from './case-commands.ts';

export interface DecisionInput {
  statement: string;
  /** Not for DISMISS: no rule was broken. */
  rule: ModerationRule;
  /** For EDIT. An answer has no title. */
  title: string | null;
  body: string;
}

/** The command behind each of a moderator's actions, called in one way. */
export function useDecision(action: DecisionAction, caseId: string) {
  const hide = useCommand(HidePost, 'hidePost');
  const unhide = useCommand(UnhidePost, 'unhidePost');
  const edit = useCommand(EditPost, 'editPost');
  const remove = useCommand(DeletePost, 'deletePost');
  const lock = useCommand(LockConsultation, 'lockConsultation');
  const unlock = useCommand(UnlockConsultation, 'unlockConsultation');
  const dismiss = useCommand(DismissCase, 'dismissCase');

  const commands = {
    HIDE: hide,
    UNHIDE: unhide,
    EDIT: edit,
    DELETE: remove,
    LOCK: lock,
    UNLOCK: unlock,
    DISMISS: dismiss,
  };

  async function run({ rule, statement, title, body }: DecisionInput): Promise<boolean> {
    if (action === 'DISMISS') return (await dismiss.run({ input: { caseId, statement } })) !== null;
    if (action === 'EDIT') {
      return (await edit.run({ input: { caseId, rule, statement, title, body } })) !== null;
    }
    return (await commands[action].run({ input: { caseId, rule, statement } })) !== null;
  }

  const { busy, setback, clear } = commands[action];
  return { run, busy, setback, clear };
}
