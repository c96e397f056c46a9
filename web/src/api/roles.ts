import type { Role } from '@serow/api';

export const roles: readonly Role[] = ['viewer', 'annotator', 'manager', 'owner'];

/** Each role may do what the ones before it may. */
export function atLeast(role: Role, wanted: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(wanted);
}
