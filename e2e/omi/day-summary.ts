interface SummaryFields {
  /** The day, as `YYYY-MM-DD`. */
  date: string;
  headline: string;
  actionItems?: { description: string; completed: boolean; source_conversation_id: string | null }[];
}

/** What Omi sends at the end of a user's day. `summary` is a literal of another language and no JSON; `summary_json` is what counts. */
export function createDaySummary(uid: string, { date, headline, actionItems = [] }: SummaryFields): object {
  return {
    uid,
    created_at: `${date}T21:00:02+00:00`,
    summary: `{'headline': '${headline}'}`,
    summary_json: {
      id: `d-${date}`,
      date,
      created_at: `${date}T21:00:00`,
      headline,
      overview: headline,
      day_emoji: '🌤️',
      stats: { total_conversations: 1, total_duration_minutes: 10, action_items_count: actionItems.length },
      highlights: [],
      action_items: actionItems.map((item) => ({ ...item, priority: 'medium' })),
      unresolved_questions: [],
      decisions_made: [],
      knowledge_nuggets: [],
      locations: [],
    },
  };
}
