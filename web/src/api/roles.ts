import type { Project, Role } from '@serow/api';

export const roles: readonly Role[] = ['viewer', 'annotator', 'manager', 'owner'];

/** Each role may do what the ones before it may. */
export function atLeast(role: Role, wanted: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(wanted);
}

/** The types of observation whose photos and videos the reader of the project may not look at. */
export function withheldTypes(project: Pick<Project, 'role' | 'peopleVisibleTo' | 'vehiclesVisibleTo'>): ('human' | 'vehicle')[] {
  return [
    ...(atLeast(project.role, project.peopleVisibleTo ?? 'annotator') ? [] : ['human' as const]),
    ...(atLeast(project.role, project.vehiclesVisibleTo ?? 'annotator') ? [] : ['vehicle' as const]),
  ];
}
