import { memo } from 'react';
import type { Row } from './row.ts';

export const UserMessage = memo(function UserMessage({ row }: { row: Extract<Row, { kind: 'user' }> }) {
  const isSpoken = row.message?.source === 'omi_transcript';
  return (
    <div className="flex flex-col items-end gap-1 pt-6">
      <h3 className="sr-only">You</h3>
      <div className="max-w-[85%] rounded-2xl rounded-br-md bg-accent-soft px-4 py-2.5 text-base leading-relaxed wrap-anywhere whitespace-pre-wrap">
        {row.text}
      </div>
      {isSpoken && <p className="px-1 text-xs text-faint">Spoken</p>}
    </div>
  );
});
