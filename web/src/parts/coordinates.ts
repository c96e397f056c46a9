// Coordinates as people type and paste them.

function decimal(text: string, most: number): number | undefined {
  const plain = text.trim().replace('−', '-');
  if (!/^[+-]?\d{1,3}([.,]\d+)?°?$/.test(plain)) return undefined;
  const value = Number(plain.replace(',', '.').replace('°', ''));
  return Math.abs(value) <= most ? value : undefined;
}

export function latitudeFrom(text: string): number | undefined {
  return decimal(text, 90);
}

export function longitudeFrom(text: string): number | undefined {
  return decimal(text, 180);
}

/** "33.5512, 107.8533", also with a semicolon, a tab or a space between, or "2.15° S, 34.68° E": [latitude, longitude]. */
export function pairFrom(text: string): [string, string] | undefined {
  const found = text.trim().match(/^([-+−]?)(\d{1,2}(?:\.\d+)?)°?\s*([NS]?)\s*[,;\s]\s*([-+−]?)(\d{1,3}(?:\.\d+)?)°?\s*([EW]?)$/);
  if (!found) return undefined;
  const [, northSign = '', north = '', hemisphere = '', eastSign = '', east = '', side = ''] = found;
  return [hemisphere === 'S' ? `-${north}` : northSign + north, side === 'W' ? `-${east}` : eastSign + east];
}
