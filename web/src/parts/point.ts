import { latitudeFrom, longitudeFrom } from './coordinates.ts';

/** What is typed for a sample point, as text, until it is right. */
export interface PointDraft {
  locationName: string;
  latitude: string;
  longitude: string;
  uncertainty: string;
}

export const emptyPoint: PointDraft = { locationName: '', latitude: '', longitude: '', uncertainty: '' };

/** A draft as the API wants it; undefined while something is missing or wrong. */
export function pointFrom(draft: PointDraft) {
  const latitude = latitudeFrom(draft.latitude);
  const longitude = longitudeFrom(draft.longitude);
  const uncertainty = draft.uncertainty.trim();
  if (!draft.locationName.trim() || latitude === undefined || longitude === undefined) return undefined;
  if (uncertainty && !/^[1-9]\d{0,6}$/.test(uncertainty)) return undefined;
  return {
    locationName: draft.locationName.trim(),
    latitude,
    longitude,
    coordinateUncertainty: uncertainty ? Number(uncertainty) : null,
  };
}
