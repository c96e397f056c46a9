// What is being added or changed on the field page; the list and the map beside it share this.
import type { Area, AreaID, Location, LocationID } from '@serow/api';
import { emptyPoint, type PointDraft } from '../parts/point.ts';
import type { Outline } from './geojson.ts';

interface PointEdit {
  locationID: LocationID | undefined;
  draft: PointDraft;
  areaID: AreaID | '';
  habitat: string;
}

interface AreaEdit {
  areaID: AreaID | undefined;
  name: string;
  outline: Outline | undefined;
}

export interface Editing {
  point: PointEdit | undefined;
  area: AreaEdit | undefined;
  drawing: boolean;
  addPoint(): void;
  changePoint(point: Location): void;
  addArea(): void;
  changeArea(area: Area): void;
  stop(): void;
}

export function editing(): Editing {
  let point = $state<PointEdit>();
  let area = $state<AreaEdit>();
  let drawing = $state(false);
  return {
    get point() { return point; },
    get area() { return area; },
    get drawing() { return drawing; },
    set drawing(now) { drawing = now; },
    addPoint() {
      point = { locationID: undefined, draft: { ...emptyPoint }, areaID: '', habitat: '' };
    },
    changePoint(from) {
      point = {
        locationID: from.locationID,
        draft: {
          locationName: from.locationName,
          latitude: String(from.latitude),
          longitude: String(from.longitude),
          uncertainty: from.coordinateUncertainty ? String(from.coordinateUncertainty) : '',
        },
        areaID: from.areaID ?? '',
        habitat: from.habitat ?? '',
      };
    },
    addArea() {
      area = { areaID: undefined, name: '', outline: undefined };
    },
    changeArea(from) {
      area = { areaID: from.areaID, name: from.name, outline: (from.geometry as Outline | null) ?? undefined };
    },
    stop() {
      point = undefined;
      area = undefined;
      drawing = false;
    },
  };
}
