import type { Problem } from './problem.ts';

/** Which of the fields that not every model takes are sent. */
export interface ResponsesForm {
  /** `temperature` and `top_p`. */
  takesSampling: boolean;
  /** The summary of its thinking, and the thinking itself, encrypted, for the next step after a tool. */
  givesThinking: boolean;
  takesWebSearch: boolean;
}

/** The form for a model of this name: the models that think refuse sampling options, all others refuse `reasoning`. */
export function toResponsesForm(model: string): ResponsesForm {
  const isThinking = isThinkingModel(model);
  return { takesSampling: !isThinking, givesThinking: isThinking, takesWebSearch: true };
}

/** The o-series and everything from gpt-5 on, but for the `-chat` models among them; also behind `ft:` and a gateway's `openai/`. */
export function isThinkingModel(model: string): boolean {
  const name = model.slice(model.lastIndexOf('/') + 1).replace(/^ft:/, '');
  return /^(o\d|gpt-([5-9]|\d\d))/.test(name) && !name.includes('-chat');
}

/**
 * The form to ask with once more after this refusal; undefined when no field of the form is to blame. Names tell most, not all: summaries, for
 * example, are refused to organisations that are not verified.
 */
export function toNextForm(form: ResponsesForm, { status, param, message }: Problem): ResponsesForm | undefined {
  if (status !== 400) return undefined;
  if (form.takesSampling && (param === 'temperature' || param === 'top_p')) return { ...form, takesSampling: false };
  if (form.givesThinking && /^(reasoning|include)/.test(param)) return { ...form, givesThinking: false };
  if (form.takesWebSearch && /web_search/.test(message) && /not supported|cannot be used/i.test(message))
    return { ...form, takesWebSearch: false };
  return undefined;
}
