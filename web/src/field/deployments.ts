import type { Deployment } from '@serow/api';

/** Which deployment of a point is meant, for titles and for those who hear the buttons of a row. */
export function nameOf(deployment: Deployment): string {
  return [deployment.locationName, deployment.name || deployment.cameraID].filter(Boolean).join(' ');
}
