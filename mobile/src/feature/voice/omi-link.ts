import type { OmiStatus } from '@omniai/client';

export type OmiLink = OmiStatus['links'][number];
