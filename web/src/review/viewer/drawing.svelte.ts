// Drawing boxes in the viewer: which photo, which session, and what the keys and buttons do to it. Everything of a photo
// is saved as one answer; going on to another photo saves too, only Esc leaves it as it was.
import type { Media } from '@serow/api';
import { t } from '../../i18n/index.svelte.ts';
import type { Desk } from '../desk.svelte.ts';
import type { Act } from '../keys.ts';
import type { RecentSpecies } from '../recent.ts';
import { assigned, boxBetween, countedBy, movedBox, observationsOf, resizedBox, thingsOf, type Box, type Thing } from './boxes.ts';
import { BoxSession } from './boxSession.ts';

/** What of the stage is needed: how far a key moves a box, and what of the picture is in sight. */
export interface Ground {
  boxStep(): { x: number; y: number } | undefined;
  inSight(): [number, number, number, number] | undefined;
}

const withBox = (thing: Thing, box: Box): Thing => ({ ...thing, fields: { ...thing.fields, bbox: [...box] as [number, number, number, number] } });

export class Drawing {
  session = $state.raw<BoxSession | undefined>(undefined);
  naming = $state(false);
  counting = $state(false);
  #media: Media | undefined;
  readonly #desk: Desk;
  readonly #ground: () => Ground | undefined;

  constructor(desk: Desk, ground: () => Ground | undefined) {
    this.#desk = desk;
    this.#ground = ground;
  }

  begin(media: Media | undefined): void {
    if (this.session) return this.leave(true);
    if (!this.#desk.mayAnswer) return this.#desk.ledger.note(t.review.mayNotAnswer);
    if (!media || !drawable(media)) return this.#desk.ledger.note(t.review.boxesOfPhotos);
    this.#media = media;
    this.session = new BoxSession(thingsOf(media));
  }

  /** The viewer shows another photo: what was drawn is saved, and drawing goes on in that one. */
  follow(media: Media | undefined): void {
    if (!this.session || !this.#media || media?.mediaID === this.#media.mediaID) return;
    this.leave(true);
    if (media && drawable(media)) this.begin(media);
  }

  take(next: BoxSession): void {
    this.session = next;
  }

  leave(save: boolean): void {
    const { session } = this;
    const media = this.#media;
    this.session = this.#media = undefined;
    this.naming = this.counting = false;
    if (!session?.changed || !media) return;
    if (!save) return this.#desk.ledger.note(t.review.boxesKept);
    const observations = observationsOf(session.things);
    // The step between a drag and the one before may have put everything back: that is no answer.
    if (JSON.stringify(observations) === JSON.stringify(observationsOf(thingsOf(media)))) return;
    this.#desk.answer({ kind: 'observations', observations, says: t.review.boxesSaid(session.boxed.length) }, { scope: { kind: 'media', media: [media] }, stay: true });
  }

  name(species: RecentSpecies): void {
    this.naming = false;
    this.#change((thing) => assigned(thing, 'animal', species.scientificName, species.vernacularNames));
    this.#desk.named(species);
  }

  count(count: number): void {
    this.#change((thing) => ({ ...thing, fields: { ...thing.fields, count } }));
  }

  /** True where the act is one of drawing; the viewer does the others. */
  act(act: Act, recent?: number): boolean {
    const session = this.session;
    if (!session) return false;
    const step = this.#ground()?.boxStep() ?? { x: 0.01, y: 0.01 };
    const move = (dx: number, dy: number) => this.#reshape((box) => movedBox(box, dx * step.x, dy * step.y));
    const size = (dx: number, dy: number) => this.#reshape((box) => resizedBox(box, dx * step.x, dy * step.y));
    switch (act) {
      case 'boxNext': this.session = session.next(1); return true;
      case 'boxPrevious': this.session = session.next(-1); return true;
      case 'boxLeft': return move(-1, 0);
      case 'boxRight': return move(1, 0);
      case 'boxUp': return move(0, -1);
      case 'boxDown': return move(0, 1);
      case 'boxWider': return size(1, 0);
      case 'boxNarrower': return size(-1, 0);
      case 'boxTaller': return size(0, 1);
      case 'boxShorter': return size(0, -1);
      case 'boxNew': return this.#add();
      case 'boxDelete': this.session = session.remove(); return true;
      case 'boxSave': case 'drawBoxes': this.leave(true); return true;
      case 'boxCancel': this.leave(false); return true;
      case 'species': this.naming = session.chosen !== undefined; return true;
      case 'count': this.counting = session.chosen !== undefined; return true;
      case 'human': case 'vehicle': return this.#change((thing) => assigned(thing, act, undefined, undefined));
      case 'countUp': return this.#change((thing) => countedBy(thing, 1));
      case 'countDown': return this.#change((thing) => countedBy(thing, -1));
      case 'recent': {
        const species = this.#desk.recent[recent ?? -1];
        if (species) this.name(species);
        return true;
      }
      case 'undo': {
        const before = session.undone();
        if (before) this.session = before;
        return before !== undefined;
      }
      // These are said of a whole photo.
      case 'blank': case 'unknown': case 'confirm': case 'copyLast': case 'beside': case 'scope':
        this.#desk.ledger.note(t.review.boxOnly);
        return true;
      default: return false;
    }
  }

  #change(how: (thing: Thing) => Thing): true {
    if (this.session) this.session = this.session.change(how);
    return true;
  }

  #reshape(how: (box: Box) => Box): true {
    return this.#change((thing) => withBox(thing, how(thing.fields.bbox as unknown as Box)));
  }

  /** In the middle of what is in sight, a quarter as wide and high. */
  #add(): true {
    const [x, y, width, height] = this.#ground()?.inSight() ?? [0, 0, 1, 1];
    const at = (from: number, length: number, share: number) => from + length * share;
    this.session = this.session?.add(boxBetween(at(x, width, 0.375), at(y, height, 0.375), at(x, width, 0.625), at(y, height, 0.625)));
    return true;
  }
}

const drawable = (media: Media) => media.kind !== 'video' && media.hasRenditions && media.privacy !== 'withheld';
