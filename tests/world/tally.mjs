// Counts what was checked; a check that fails is told at once and the program goes on.
import { isDeepStrictEqual } from 'node:util';

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
    const show = (value) => JSON.stringify(value)?.slice(0, 600);
    return this.ok(isDeepStrictEqual(found, wanted), claim, `found ${show(found)}, wanted ${show(wanted)}`);
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
    return this.failed === 0 && this.checked > 0 ? 0 : 1;
  }
}

export const tally = new Tally();
