import type { paths } from './openapi.d.ts';

type Answer<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

export type Health = Answer<paths['/health']['get']>;
export type Me = Answer<paths['/me']['get']>;
export type User = Me['user'];
export type Quota = Me['quota'];
export type Conversation = Answer<paths['/conversations']['get']>['items'][number];
export type MessagePage = Answer<paths['/conversations/{id}/messages']['get']>;
export type Message = MessagePage['items'][number];
export type MessageStatus = Message['status'];
export type ProviderList = Answer<paths['/providers']['get']>;
export type Provider = ProviderList['providers'][number];
export type Model = Answer<paths['/providers/{id}/models']['get']>['models'][number];
