import type { field as english } from '../en/field.ts';

export const field: typeof english = {};
