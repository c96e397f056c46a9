// An answer of the API on a page: fetched when the page opens, again when what it depends on changes, or when asked.

export interface Fetched<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  reload(): Promise<void>;
  /** Puts in a newer state that an answer brought along, without asking again. */
  set(data: Data): void;
}

/**
 * Call while a component is being set up. `ask` may read reactive values before its first await: a change asks again.
 * An older answer that comes late is dropped; data stays visible while a newer one is on its way.
 */
export function fetched<Data>(ask: (signal: AbortSignal) => Promise<Data>): Fetched<Data> {
  let data = $state.raw<Data>();
  let error = $state.raw<unknown>();
  let loading = $state(true);
  let running: AbortController | undefined;

  async function load(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    loading = true;
    try {
      const answer = await ask(mine.signal);
      if (mine.signal.aborted) return;
      data = answer;
      error = undefined;
    } catch (thrown) {
      if (mine.signal.aborted) return;
      error = thrown;
    }
    loading = false;
  }

  $effect(() => {
    void load();
    return () => running?.abort();
  });

  return {
    get data() { return data; },
    get error() { return error; },
    get loading() { return loading; },
    reload: load,
    set(newer) { data = newer; error = undefined; },
  };
}

/** Asks again, in a while, for as long as the data want it; an answer that failed is no reason to stop. While a component is being set up. */
export function lookedAtAgain<Data>(of: Fetched<Data>, wanted: (data: Data) => boolean, pause = 2500): void {
  $effect(() => {
    if (of.loading || of.data === undefined || !wanted(of.data)) return;
    const asking = setTimeout(() => void of.reload(), pause);
    return () => clearTimeout(asking);
  });
}
