import type { Conversation } from '@omniai/client';
import { DeleteDialog } from './delete-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import type { Question } from './question.ts';
import { RenameDialog } from './rename-dialog.tsx';

interface QuestionDialogProps {
  question: Question;
  conversation: Conversation;
  onClose(): void;
  onDeleted(): void;
}

/** What a conversation's menu has to ask before it does something. */
export function QuestionDialog({ question, onDeleted, ...props }: QuestionDialogProps) {
  if (question === 'rename') return <RenameDialog {...props} />;
  if (question === 'move') return <MoveDialog {...props} />;
  return <DeleteDialog {...props} onDeleted={onDeleted} />;
}
