export { acceptErrorBody } from './accept-error-body.ts';
export { type AnswerView, toAnswerView } from './answer-view.ts';
export { ApiError } from './api-error.ts';
export { type ApiClient, type ApiClientOptions, createApiClient, type StreamWish } from './create-api-client.ts';
export { createKey } from './create-key.ts';
export { describeDevice } from './describe-device.ts';
export { type AnswerState, createAnswerState, fold } from './fold.ts';
export { isRecord } from './is-record.ts';
export type { NetworkSignal } from './network-signal.ts';
export type { StreamStart } from './open-stream.ts';
export { type Row, toRows } from './row.ts';
export type { StreamEvent } from './stream-event.ts';
export { type AnswerPart, toAnswerParts } from './to-answer-parts.ts';
export { toPlainPieces } from './to-plain-pieces.ts';
export { isRefused, isUnderWay, type Question, type Turn, type TurnOrigin } from './turn.ts';
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
