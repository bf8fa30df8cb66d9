/** A chat as Open WebUI's "Export chats" has it: one question with two answers, of which the first is shown. */
export function openWebuiChat(id = '0b1c2d3e-4f50-4a6b-8c7d-9e0f1a2b3c4d') {
  const question = {
    id: 'q',
    parentId: null,
    childrenIds: ['a', 'b'],
    role: 'user',
    content: 'Name a colour',
    timestamp: 1_710_000_000,
    models: ['llama3.1:8b', 'qwen3:8b'],
    files: [{ type: 'image', url: 'data:image/png;base64,AAAA' }],
  };
  const answer = (id: string, content: string, model: string) => ({
    id,
    parentId: 'q',
    childrenIds: [],
    role: 'assistant',
    content,
    model,
    modelName: model,
    modelIdx: 0,
    userContext: null,
    timestamp: 1_710_000_005,
    done: true,
  });
  const messages = { q: question, a: answer('a', 'Blue', 'llama3.1:8b'), b: answer('b', 'Green', 'qwen3:8b') };
  return {
    id,
    user_id: 'f0e1d2c3-b4a5-4968-8776-655443322110',
    title: '🎨 Colours',
    chat: {
      id: '',
      title: '🎨 Colours',
      models: ['llama3.1:8b', 'qwen3:8b'],
      params: {},
      history: { messages, currentId: 'a' },
      messages: [question, messages.a],
      tags: [],
      timestamp: 1_710_000_000_123,
      files: [],
    },
    updated_at: 1_710_000_010,
    created_at: 1_710_000_000,
    share_id: null,
    archived: false,
    pinned: true,
    meta: { tags: ['art'] },
    folder_id: null,
  };
}
