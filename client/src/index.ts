export { acceptErrorBody } from './accept-error-body.ts';
export { ApiError } from './api-error.ts';
export { type ApiClient, type ApiClientOptions, createApiClient, type StreamWish } from './create-api-client.ts';
export { createKey } from './create-key.ts';
export { type AnswerState, createAnswerState, fold } from './fold.ts';
export type { StreamStart } from './open-stream.ts';
export type { StreamEvent } from './stream-event.ts';
export { unwrap } from './unwrap.ts';
export type {
  ApiSchemas,
  AttachedFile,
  Conversation,
  ConversationChange,
  ConversationImport,
  Health,
  Me,
  Message,
  MessagePage,
  Model,
  OmiStatus,
  Provider,
  ProviderList,
  Quota,
  SearchHit,
  Space,
  User,
  Window,
} from './wire.ts';
