// Online tiles under the outlines: off until a reader gives an address, and kept in this browser alone.
import type { Map } from 'maplibre-gl';
import { remember, remembered } from '../app/preferences.svelte.ts';

export interface OnlineTiles {
  template: string;
  attribution: string;
}

function read(): OnlineTiles | null {
  try {
    const kept = JSON.parse(remembered('tiles') ?? 'null') as Partial<OnlineTiles> | null;
    return kept && typeof kept.template === 'string' && isTemplate(kept.template)
      ? { template: kept.template, attribution: String(kept.attribution ?? '') }
      : null;
  } catch {
    return null;
  }
}

export function isTemplate(text: string): boolean {
  return /^https?:\/\//.test(text) && ['{z}', '{x}', '{y}'].every((part) => text.includes(part));
}

class Tiles {
  chosen = $state.raw<OnlineTiles | null>(read());

  choose(tiles: OnlineTiles | null): void {
    this.chosen = tiles;
    remember('tiles', tiles && JSON.stringify(tiles));
  }
}

export const tiles = new Tiles();

/** Puts the chosen tiles over land and water, below borders and everything that pages draw. */
export function layTiles(map: Map, chosen: OnlineTiles | null): void {
  if (map.getLayer('tiles')) map.removeLayer('tiles');
  if (map.getSource('tiles')) map.removeSource('tiles');
  map.setLayoutProperty('coast', 'visibility', chosen ? 'none' : 'visible');
  map.setLayoutProperty('borders', 'visibility', chosen ? 'none' : 'visible');
  if (!chosen) return;
  map.addSource('tiles', { type: 'raster', tiles: [chosen.template], tileSize: 256, maxzoom: 19 });
  map.addLayer({ id: 'tiles', type: 'raster', source: 'tiles' }, 'coast');
}
