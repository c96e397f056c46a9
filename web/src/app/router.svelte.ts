// Where the reader is. Links are ordinary <a href>; the router takes over clicks on those that stay here.
import { match, queryString } from './routes.ts';

class Router {
  path = $state(location.pathname);
  search = $state(location.search);
  readonly route = $derived(match(this.path));
  readonly query = $derived(new URLSearchParams(this.search));

  /** Goes to an address of these pages. */
  go(address: string, { replace = false } = {}): void {
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    const moved = this.path !== location.pathname;
    this.#read();
    if (moved) scrollTo(0, 0);
  }

  /** Changes the address's query in place, keeping what is not named; null or '' takes a key away. */
  setQuery(changes: Record<string, string | number | boolean | null | undefined>, { replace = true } = {}): void {
    const search = queryString({ ...Object.fromEntries(this.query), ...changes });
    this.go(search ? `${this.path}?${search}` : this.path, { replace });
  }

  listen(): void {
    addEventListener('popstate', () => this.#read());
    addEventListener('click', (event) => this.#click(event));
  }

  #read(): void {
    this.path = location.pathname;
    this.search = location.search;
  }

  #click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/') || (link.hash && link.pathname === location.pathname)) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
