interface ToolParameter {
  type: 'string';
  description: string;
}

/** A tool as Omi's manifest takes it, without its address. */
export interface ToolDescription {
  name: 'ask' | 'remember' | 'add_task' | 'search_my_chats';
  description: string;
  parameters: { properties: Record<string, ToolParameter>; required: string[] };
  status_message: string;
}

const text = (description: string): ToolParameter => ({ type: 'string', description });

/** What Omi's chat may do here for the person. The descriptions are read by Omi's model, which decides by them. */
export const TOOL_LIST: readonly ToolDescription[] = [
  {
    name: 'ask',
    description:
      'Use when the user wants their own assistant OmniAI to answer a question. Question and answer are kept in their OmniAI conversation.',
    parameters: { properties: { question: text('The question, in the user’s own words') }, required: ['question'] },
    status_message: 'Asking OmniAI...',
  },
  {
    name: 'remember',
    description: 'Use when the user wants OmniAI to remember a fact, for example "remember that my bike is red".',
    parameters: { properties: { text: text('The fact, as one sentence') }, required: ['text'] },
    status_message: 'Remembering that...',
  },
  {
    name: 'add_task',
    description: 'Use when the user wants to add a task or a reminder to OmniAI.',
    parameters: {
      properties: {
        title: text('What is to be done'),
        due: text('When, if the user said so: words like "tomorrow at nine", or ISO 8601 with a time zone'),
      },
      required: ['title'],
    },
    status_message: 'Adding the task...',
  },
  {
    name: 'search_my_chats',
    description: 'Use when the user looks for something in their OmniAI conversations.',
    parameters: { properties: { query: text('The words to look for') }, required: ['query'] },
    status_message: 'Searching your OmniAI chats...',
  },
];
