import type { components, paths } from './openapi.d.ts';

type Schemas = components['schemas'];

/** Everything the server names, by its name in the API's document. */
export type ApiSchemas = Schemas;

type Answer<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } }
  ? Body
  : never;

type Body<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Content } } }
  ? Content
  : never;

export type Health = Answer<paths['/health']['get']>;
export type Me = Answer<paths['/me']['get']>;
export type User = Me['user'];
export type Quota = Schemas['Quota'];
export type Conversation = Schemas['Conversation'];
export type Message = Schemas['Message'];
export type MessageStatus = Message['status'];
export type MessagePage = Answer<paths['/conversations/{id}/messages']['get']>;
export type ProviderList = Answer<paths['/providers']['get']>;
export type Provider = ProviderList['providers'][number];
export type OmiStatus = Answer<paths['/omi/status']['get']>;
export type Model = Answer<paths['/providers/{id}/models']['get']>['models'][number];
/** A new message; its `client_message_id` makes it safe to send again. */
export type SendBody = Body<paths['/chat/stream']['post']> & { client_message_id: string };
export type RetryBody = Body<paths['/chat/retry']['post']>;
export type ContinueBody = Body<paths['/chat/continue']['post']>;
/** A message in the place of an old one; its `client_message_id` makes it safe to send again. */
export type EditBody = Body<paths['/chat/edit']['post']> & { client_message_id: string };
export type ConversationChange = Body<paths['/conversations/{id}']['patch']>;
export type AttachedFile = Schemas['AttachedFile'];
export type SearchHit = Schemas['SearchHit'];
export type Space = Schemas['Space'];
export type Window = Schemas['Window'];
export type ConversationImport = Schemas['ConversationImport'];
export type AnswerDetails = Schemas['AnswerDetails'];
export type StreamMeta = Schemas['StreamMeta'];
export type StreamFinal = Schemas['StreamFinal'];
export type StreamError = Schemas['StreamError'];
