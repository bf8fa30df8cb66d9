import type { ApiSchemas } from '@omniai/client';
import { useText } from '../../../lib/use-text.ts';
import { Badge } from '../shared/badge.tsx';

type Tool = ApiSchemas['ToolServer']['tools'][number];

interface ToolRowProps {
  tool: Tool;
  onChange(tool: Tool): void;
}

/** One tool: whether models may use it, and whether people are asked before. */
export function ToolRow({ tool, onChange }: ToolRowProps) {
  const t = useText();
  return (
    <li className="grid gap-2 p-3.5 sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-4">
      <div className="grid min-w-0 gap-0.5">
        <span className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <span className="break-all">{tool.name}</span>
          <Badge tone={tool.says_read_only ? 'calm' : 'warn'}>
            {t(tool.says_read_only ? 'console.saysReads' : 'console.mayWrite')}
          </Badge>
        </span>
        {tool.description && <span className="text-[0.8125rem] break-words text-soft">{tool.description}</span>}
      </div>
      <div className="grid content-start gap-1.5 text-sm">
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            aria-label={t('console.allowTool', { tool: tool.name })}
            checked={tool.is_allowed}
            onChange={({ target }) => onChange({ ...tool, is_allowed: target.checked })}
          />
          {t('console.allowed')}
        </label>
        <label className={`flex items-center gap-2 ${tool.is_allowed ? '' : 'text-faint'}`}>
          <input
            type="checkbox"
            className="size-4 accent-accent"
            aria-label={t('console.askBeforeTool', { tool: tool.name })}
            disabled={!tool.is_allowed}
            checked={tool.is_write}
            onChange={({ target }) => onChange({ ...tool, is_write: target.checked })}
          />
          {t('console.askBefore')}
        </label>
      </div>
    </li>
  );
}
