import type { Deployment } from '@serow/api';
import { fieldDate } from '../i18n/format.ts';
import { inZone } from '../parts/zone.ts';

/** A deployment where one of several at a point is chosen: name or camera, and its days. */
export function deploymentText(each: Deployment): string {
  const days = [each.deploymentStart, each.deploymentEnd].flatMap((moment) => (moment ? [fieldDate(inZone(moment, each.timeZone))] : [])).join(' – ');
  return [each.name || each.cameraID, days].filter(Boolean).join(', ') || each.deploymentID.slice(-6);
}
