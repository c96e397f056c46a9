// The photos of an event one after the other, as long as a key is held: what moves catches the eye.
import type { Media } from '@serow/api';
import { remember, remembered } from '../../app/preferences.svelte.ts';

/** Photos a second. */
export const flipSpeeds = [1, 2, 4, 8, 16] as const;

export class Flip {
  speed = $state<number>(flipSpeeds.find((each) => String(each) === remembered('viewer.flipSpeed')) ?? 4);
  photos = $state.raw<readonly Media[]>([]);
  /** Its place among the photos; the one in focus stays where it is meanwhile. */
  at = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #ready: (media: Media) => boolean;

  /** `ready`: the photo has come; the others wait for it. */
  constructor(ready: (media: Media) => boolean) {
    this.#ready = ready;
  }

  get shown(): Media | undefined {
    return this.photos[this.at];
  }

  get running(): boolean {
    return this.photos.length > 0;
  }

  begin(photos: readonly Media[], from: number): void {
    this.stop();
    this.photos = photos;
    this.at = from;
    this.#later();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.photos = [];
  }

  faster(by: 1 | -1): void {
    const at = flipSpeeds.findIndex((each) => each === this.speed) + by;
    this.speed = flipSpeeds[at] ?? this.speed;
    remember('viewer.flipSpeed', String(this.speed));
  }

  #later(): void {
    this.#timer = setTimeout(() => {
      const next = (this.at + 1) % this.photos.length;
      if (this.#ready(this.photos[next]!)) this.at = next;
      this.#later();
    }, 1000 / this.speed);
  }
}
