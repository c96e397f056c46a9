// Browsers end an element at some 17 to 33 million pixels; a hundred thousand rows are taller. Beyond `tallest` the list
// is laid into a shorter track: small movements stay pixel by pixel, a drag of the scroll bar moves in proportion.

export const tallest = 8_000_000;

export class ScrollTrack {
  #shift = 0; // list position = track position + shift
  #last = 0;

  /** Height of the element that is really scrolled. */
  static trackHeight(listHeight: number): number {
    return Math.min(listHeight, tallest);
  }

  get shift(): number {
    return this.#shift;
  }

  /** The list position for a scroll position that the browser reports. */
  moved(trackTop: number, listHeight: number, windowHeight: number): number {
    const spareTrack = ScrollTrack.trackHeight(listHeight) - windowHeight;
    const spareList = listHeight - windowHeight;
    if (spareList <= 0 || listHeight <= tallest) {
      this.#shift = 0;
    } else if (trackTop <= 0) {
      this.#shift = 0;
    } else if (trackTop >= spareTrack) {
      this.#shift = spareList - spareTrack;
    } else if (Math.abs(trackTop - this.#last) > windowHeight * 2) {
      this.#shift = Math.round((trackTop / spareTrack) * spareList) - trackTop;
    }
    this.#last = trackTop;
    return Math.max(0, trackTop + this.#shift);
  }

  /** The scroll position to set so that the list stands at `listTop`. */
  place(listTop: number, listHeight: number, windowHeight: number): number {
    const spareList = Math.max(0, listHeight - windowHeight);
    const wanted = Math.min(Math.max(0, listTop), spareList);
    if (listHeight <= tallest) {
      this.#shift = 0;
      this.#last = wanted;
      return wanted;
    }
    const spareTrack = tallest - windowHeight;
    const near = wanted - this.#shift;
    const edge = windowHeight * 2;
    let track: number;
    // At both ends the list and its track must arrive together; between, the present stretch is kept while it has room.
    if (wanted <= edge * 2) track = wanted;
    else if (wanted >= spareList - edge * 2) track = wanted - (spareList - spareTrack);
    else if (near >= edge && near <= spareTrack - edge) track = near;
    else track = Math.min(spareTrack - edge, Math.max(edge, Math.round((wanted / spareList) * spareTrack)));
    this.#shift = wanted - track;
    this.#last = track;
    return track;
  }
}
