import type { Project } from '@serow/api';

/** The project that the reader is in, and the list for the switcher; the header shows both. */
class Visited {
  project = $state.raw<Project | undefined>(undefined);
}

export const visited = new Visited();
