// What the viewer's own keys do to the picture; undefined where a key is not about the picture.
import type { Act } from '../keys.ts';
import { plainLook, stepped, type Look } from './look.ts';
import { isVideoAct, type VideoAct } from './playing.ts';

export interface PictureView {
  zoomBy(factor: number): void;
  fitWhole(): void;
  panBy(dx: number, dy: number): void;
  magnify(): void;
  play(act: VideoAct): void;
}

/** The look of the picture after the key: the same one where only the view was moved. */
export function viewAct(act: Act, view: PictureView | undefined, look: Look): Look | undefined {
  if (isVideoAct(act)) {
    view?.play(act);
    return look;
  }
  switch (act) {
    case 'zoomIn': view?.zoomBy(1.4); return look;
    case 'zoomOut': view?.zoomBy(1 / 1.4); return look;
    case 'fit': view?.fitWhole(); return look;
    case 'panLeft': view?.panBy(1, 0); return look;
    case 'panRight': view?.panBy(-1, 0); return look;
    case 'panUp': view?.panBy(0, 1); return look;
    case 'panDown': view?.panBy(0, -1); return look;
    case 'magnify': view?.magnify(); return look;
    case 'brighter': return stepped(look, 'brightness', true);
    case 'darker': return stepped(look, 'brightness', false);
    case 'moreContrast': return stepped(look, 'contrast', true);
    case 'lessContrast': return stepped(look, 'contrast', false);
    case 'gammaUp': return stepped(look, 'gamma', true);
    case 'gammaDown': return stepped(look, 'gamma', false);
    case 'equalise': return { ...look, equalise: !look.equalise };
    case 'resetLook': return plainLook;
    default: return undefined;
  }
}
