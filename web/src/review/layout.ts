// The size of a row of the grid is known before any picture is: nothing jumps while thumbnails arrive.

export interface GridLayout {
  /** Width of the grid in pixels, paddings included. */
  width: number;
  columns: number;
  tileWidth: number;
  tileHeight: number;
  headerHeight: number;
}

export const gap = 8;
export const padding = 12;
/** Between two cards. */
export const between = 12;
/** Rows of thumbnails of an event that is not unfolded. */
export const foldedRows = 2;

export type Density = 'small' | 'medium' | 'large';
const wishes: Record<Density, number> = { small: 132, medium: 184, large: 272 };

export function gridLayout(width: number, density: Density): GridLayout {
  const narrow = width < 640;
  const room = Math.max(120, width - 2 * padding - 2);
  const wish = narrow ? Math.min(wishes[density], density === 'large' ? room : room / 2 - gap / 2) : wishes[density];
  const columns = Math.max(1, Math.floor((room + gap) / (wish + gap)));
  const tileWidth = Math.floor((room - (columns - 1) * gap) / columns);
  return { width, columns, tileWidth, tileHeight: Math.round(tileWidth * 0.75), headerHeight: narrow ? 84 : 48 };
}

/** How many thumbnails an event shows: all when unfolded; else what fits, the last place then tells how many more. */
export function shownMedia(layout: GridLayout, count: number, unfolded: boolean): number {
  const places = layout.columns * foldedRows;
  return unfolded || count <= places ? count : places - 1;
}

export function rowHeight(layout: GridLayout, count: number, unfolded: boolean): number {
  const places = unfolded ? count : Math.min(count, layout.columns * foldedRows);
  const rows = Math.max(1, Math.ceil(places / layout.columns));
  return layout.headerHeight + padding + rows * layout.tileHeight + (rows - 1) * gap + 2 + between;
}
