import { Mark } from '../../ui/mark.tsx';

interface GreetingProps {
  name: string | undefined;
  onChoose(prompt: string): void;
}

const PROMPTS = [
  { title: 'Connect a model', prompt: 'How do I connect LM Studio or Ollama to this server?' },
  { title: 'Invite people', prompt: 'How do I invite someone to this server, and what can they see?' },
  { title: 'Talk by voice', prompt: 'How do I link an Omi device, and which words does it listen for?' },
];

/** An empty conversation: a word of welcome and three ways to begin. */
export function Greeting({ name, onChoose }: GreetingProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full w-full max-w-3xl content-center gap-8 px-4 py-8 sm:px-6">
        <div className="grid gap-4">
          <Mark className="size-9 text-accent" />
          <h2 className="text-[1.75rem] leading-tight font-semibold tracking-tight text-balance">
            {name ? `Hello ${name}. What’s on your mind?` : 'What’s on your mind?'}
          </h2>
        </div>
        <ul className="grid gap-2.5 sm:grid-cols-3">
          {PROMPTS.map(({ title, prompt }) => (
            <li key={title}>
              <button
                type="button"
                onClick={() => onChoose(prompt)}
                className="grid h-full w-full content-start gap-1 rounded-xl border border-line bg-raised px-4 py-3 text-left transition-colors hover:border-line-strong hover:bg-hover/50"
              >
                <span className="text-sm font-medium">{title}</span>
                <span className="text-[0.8125rem] leading-snug text-soft">{prompt}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
