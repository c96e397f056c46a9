// Pictures and tables that a reader keeps.
import type { Map } from 'maplibre-gl';

/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob | string, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A title as a file's name: letters and digits of any script, joined by '-'. */
export function fileName(title: string, ending: string): string {
  const stem = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 80) || 'serow';
  return `${stem}.${ending}`;
}

/** What the map shows now, with its attribution in the lower right corner. */
export function mapPicture(map: Map, attribution: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    // WebGL forgets a frame once it was shown: it has to be copied while it is being drawn.
    map.once('render', () => {
      const source = map.getCanvas();
      const scale = source.width / Math.max(1, source.clientWidth);
      const picture = document.createElement('canvas');
      picture.width = source.width;
      picture.height = source.height;
      const pen = picture.getContext('2d');
      if (!pen) return reject(new Error('2d canvas'));
      pen.drawImage(source, 0, 0);
      pen.font = `${11 * scale}px system-ui, sans-serif`;
      pen.textAlign = 'right';
      const width = pen.measureText(attribution).width;
      pen.fillStyle = 'rgb(255 255 255 / 80%)';
      pen.fillRect(picture.width - width - 12 * scale, picture.height - 18 * scale, width + 12 * scale, 18 * scale);
      pen.fillStyle = '#333';
      pen.fillText(attribution, picture.width - 6 * scale, picture.height - 5 * scale);
      picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob'))), 'image/png');
    });
    map.triggerRepaint();
  });
}
