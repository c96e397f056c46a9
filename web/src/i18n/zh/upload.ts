import type { upload as english } from '../en/upload.ts';

export const upload: typeof english = {};
