import type { look as english } from '../en/look.ts';

export const look: typeof english = {};
