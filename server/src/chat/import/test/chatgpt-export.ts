/** A conversation as ChatGPT's export has it: instructions and a tool between the messages, a question that was asked anew, a picture and a file. */
export function chatgptConversation(id = '66f1a2b3-0c4d-8001-9e8f-1a2b3c4d5e6f') {
  const system = (parent: string, children: string[]) => ({
    id: 'system',
    message: {
      id: 'system',
      author: { role: 'system', name: null, metadata: {} },
      create_time: null,
      update_time: null,
      content: { content_type: 'text', parts: [''] },
      status: 'finished_successfully',
      end_turn: true,
      weight: 0,
      metadata: { is_visually_hidden_from_conversation: true },
      recipient: 'all',
    },
    parent,
    children,
  });
  return {
    title: 'Growing tomatoes',
    create_time: 1_700_000_000.25,
    update_time: 1_700_000_600.5,
    mapping: {
      root: { id: 'root', message: null, parent: null, children: ['system'] },
      system: system('root', ['ask-1', 'ask-2']),
      'ask-1': node('ask-1', 'system', ['answer-1'], said('user', 'How do I grow tomatos?', 1_700_000_010)),
      'answer-1': node('answer-1', 'ask-1', [], said('assistant', 'With water.', 1_700_000_020)),
      'ask-2': node('ask-2', 'system', ['search'], {
        ...said('user', '', 1_700_000_100),
        content: {
          content_type: 'multimodal_text',
          parts: [
            { content_type: 'image_asset_pointer', asset_pointer: 'file-service://file-abc', width: 10, height: 10 },
            'How do I grow tomatoes like these?',
          ],
        },
        metadata: { attachments: [{ id: 'file-abc', name: 'garden.pdf', mime_type: 'application/pdf' }] },
      }),
      search: node('search', 'ask-2', ['result'], {
        ...said('assistant', '', 1_700_000_110),
        content: { content_type: 'code', language: 'unknown', text: 'search("tomatoes")' },
        recipient: 'browser',
      }),
      result: node('result', 'search', ['answer-2'], {
        ...said('tool', '', 1_700_000_120),
        content: { content_type: 'tether_browsing_display', result: 'a page', summary: null },
      }),
      'answer-2': node('answer-2', 'result', [], said('assistant', 'In full **sun**.', 1_700_000_130)),
    },
    moderation_results: [],
    current_node: 'answer-2',
    plugin_ids: null,
    conversation_id: id,
    is_archived: true,
    is_starred: null,
    default_model_slug: 'gpt-4o',
    id,
  };
}

export function said(role: string, text: string, time: number) {
  return {
    author: { role, name: null, metadata: {} },
    create_time: time,
    update_time: null,
    content: { content_type: 'text', parts: [text] } as object,
    status: 'finished_successfully',
    end_turn: true,
    weight: 1,
    metadata: (role === 'assistant' ? { model_slug: 'gpt-4o', finish_details: { type: 'stop' } } : {}) as object,
    recipient: 'all',
  };
}

export function node(id: string, parent: string, children: string[], message: ReturnType<typeof said>) {
  return { id, message: { id, ...message }, parent, children };
}
