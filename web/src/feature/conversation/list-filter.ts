import type { Space } from '@omniai/client';
import { createStore } from 'zustand/vanilla';

/** Which conversations are listed beside the page. */
export type ListFilter = { kind: 'all' } | { kind: 'archive' } | { kind: 'space'; space: Space['space'] };

/** It stays while one goes from page to page. */
export const listFilter = createStore<ListFilter>(() => ({ kind: 'all' }));
