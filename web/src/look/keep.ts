// Figures as files: SVG as it was drawn, PNG at 300 dots per inch.
import { fileName, saveFile } from '../parts/picture.ts';
import { paper, svgOf, type Drawing } from './figure.ts';

/** Two columns of a journal. */
const millimetres = 170;
const dotsPerInch = 300;

export function keepSVG(name: string, drawing: Drawing): void {
  saveFile(fileName(name, 'svg'), svgOf(drawing, paper, millimetres), 'image/svg+xml');
}

export async function keepPNG(name: string, drawing: Drawing): Promise<void> {
  const width = Math.round((millimetres / 25.4) * dotsPerInch);
  const height = Math.round((width * drawing.height) / drawing.width);
  const image = new Image(width, height);
  image.src = URL.createObjectURL(new Blob([svgOf(drawing, paper, millimetres)], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('2d canvas');
    pen.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (!blob) throw new Error('toBlob');
    saveFile(fileName(name, 'png'), blob);
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
