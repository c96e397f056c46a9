// What a key or a button does to the desk; the same in the grid and in the viewer.
import type { Desk } from './desk.svelte.ts';
import type { Act } from './keys.ts';
import { reveal } from './revealed.svelte.ts';

export interface Openers {
  open(): void;
  help(): void;
  count(): void;
  species(): void;
  /** What only the page itself can do: the size of the pictures, its filters, new results. */
  page?(act: Act): void;
}

const unseen: ReadonlySet<Act> = new Set(['undo', 'help', 'boxes', 'clear', 'nextUnreviewed', 'first', 'last', 'beside', 'advance', 'larger', 'smaller', 'filters', 'refresh']);

/** Scrolled away from what is in focus: a key first takes the focus to what is in the window, so that nobody answers unseen. */
export function inSight(desk: Desk, act: Act): boolean {
  const [top, bottom] = desk.sight;
  if (unseen.has(act) || desk.selected.size > 0 || (desk.focus.row >= top && desk.focus.row <= bottom)) return true;
  desk.go({ row: top, media: -1 });
  return false;
}

export type Perform = (act: Act, recent?: number) => void;

export function performOn(desk: Desk, openers: Openers): Perform {
  return (act, recent) => {
    switch (act) {
      case 'confirm':
        return desk.answer({ kind: 'confirm' });
      case 'blank':
      case 'human':
      case 'vehicle':
      case 'unknown':
        return desk.answer({ kind: 'type', observationType: act });
      case 'countUp':
        return desk.answer({ kind: 'countBy', step: 1 });
      case 'countDown':
        return desk.answer({ kind: 'countBy', step: -1 });
      case 'recent': {
        const species = desk.recent[recent ?? -1];
        return species ? desk.answer({ kind: 'species', ...species }) : undefined;
      }
      case 'species':
        return desk.mayAnswer ? openers.species() : desk.answer({ kind: 'confirm' });
      case 'count':
        return desk.mayAnswer ? openers.count() : desk.answer({ kind: 'confirm' });
      case 'copyLast':
        return desk.copyLast();
      case 'beside':
        return desk.toggleBeside();
      case 'advance':
        return desk.keepOption('advance', !desk.advance);
      case 'larger':
      case 'smaller':
      case 'filters':
      case 'refresh':
        return openers.page?.(act);
      case 'why':
        desk.why = desk.event(desk.focus.row);
        return;
      case 'undo':
        return desk.undo();
      case 'scope':
        return desk.toggleScope();
      case 'clear':
        desk.selected = new Map();
        return;
      case 'select': {
        const event = desk.event(desk.focus.row);
        if (event) desk.toggleSelected(desk.focusedMedia ? [desk.focusedMedia] : event.media);
        return;
      }
      case 'unfold': {
        const event = desk.event(desk.focus.row);
        if (event) desk.toggleUnfolded(event.eventID);
        return;
      }
      case 'open': {
        if (!desk.event(desk.focus.row)) return;
        if (desk.focus.media < 0) desk.go({ row: desk.focus.row, media: 0 });
        return openers.open();
      }
      case 'favourite':
        return void desk.favour();
      case 'reveal': {
        const media = desk.only ?? desk.focusedMedia;
        return media && reveal(media);
      }
      case 'boxes':
        return desk.keepOption('boxes', !desk.boxes);
      case 'help':
        return openers.help();
      case 'nextUnreviewed':
        void desk.toUnreviewed({ photo: desk.focus.media >= 0 });
        return;
      default:
        return desk.move(act);
    }
  };
}
