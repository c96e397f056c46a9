// Counts what was checked; a check that fails is told at once and the program goes on.
import { isDeepStrictEqual } from 'node:util';

/** Long values are told from a little before the place where they begin to differ. */
function difference(value, other) {
  const [text, beside] = [JSON.stringify(value) ?? 'nothing', JSON.stringify(other) ?? 'nothing'];
  if (text.length <= 300) return text;
  let at = 0;
  while (at < text.length && text[at] === beside[at]) ++at;
  const from = Math.max(0, at - 80);
  return `${from ? '…' : ''}${text.slice(from, from + 300)}${from + 300 < text.length ? '…' : ''}`;
}

class Tally {
  checked = 0;
  failed = 0;
  skipped = [];

  ok(holds, claim, detail = '') {
    ++this.checked;
    if (holds) return true;
    this.fail(claim + (detail ? `\n      ${detail}` : ''), true);
    return false;
  }

  equal(found, wanted, claim) {
    const same = isDeepStrictEqual(found, wanted);
    return this.ok(same, claim, same ? '' : `found ${difference(found, wanted)}, wanted ${difference(wanted, found)}`);
  }

  fail(claim, counted = false) {
    if (!counted) ++this.checked;
    ++this.failed;
    console.error(`FAILED: ${claim}`);
  }

  skip(claim) {
    this.skipped.push(claim);
    console.error(`\n**** SKIPPED: ${claim} ****\n`);
  }

  /** Prints the counts; the exit status. A run that checked nothing is no success. */
  close(name) {
    for (const claim of this.skipped) console.log(`skipped: ${claim}`);
    console.log(`${name}: ${this.checked - this.failed} of ${this.checked} checks hold, ${this.failed} failed, ${this.skipped.length} skipped`);
    // A program that neither checked nor skipped anything has lost its way.
    return this.failed === 0 && (this.checked > 0 || this.skipped.length > 0) ? 0 : 1;
  }
}

export const tally = new Tally();
