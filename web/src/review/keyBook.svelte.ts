// The keys as this reader has them in this browser: the usual ones, and what was changed on the cheat sheet.
import { session } from '../api/index.ts';
import { remember, remembered } from '../app/preferences.svelte.ts';
import { bindingsWith, parseOwnKeys, type OwnKeys } from './chords.ts';
import { actOf, ariaKeys, keyName, type Act, type Chord, type Pressed, type Where } from './keys.ts';

class KeyBook {
  #whose = $derived(`keys.${session.current?.accountID ?? ''}`);
  #changes = $state.raw(0);
  readonly own: OwnKeys = $derived.by(() => {
    void this.#changes;
    return parseOwnKeys(remembered(this.#whose));
  });
  readonly bindings = $derived(bindingsWith(this.own));

  change(own: OwnKeys): void {
    remember(this.#whose, Object.keys(own).length > 0 ? JSON.stringify(own) : null);
    this.#changes++;
  }

  act(pressed: Pressed, where: Where): Act | undefined {
    return actOf(pressed, where, this.bindings);
  }

  chord(act: Act): Chord | undefined {
    const all = this.bindings.filter((each) => each.act === act);
    // On a button a letter reads better than a named key.
    return all.find((each) => each.key.length === 1 && each.key !== ' ' && !each.control) ?? all[0];
  }

  /** The key that is written on the act's button; nothing where it has none. */
  label(act: Act): string {
    const chord = this.chord(act);
    return chord ? keyName(chord) : '';
  }

  /** For `aria-keyshortcuts` of the act's button. */
  aria(act: Act): string | undefined {
    const chord = this.chord(act);
    return chord && ariaKeys(chord);
  }

  /** A button's name with its key, for a tooltip. */
  named(text: string, act: Act): string {
    const key = this.label(act);
    return key ? `${text} (${key})` : text;
  }
}

export const keyBook = new KeyBook();
