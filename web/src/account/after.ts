/** Where to go after signing in: the page that was wanted, if it is one of ours and not another site's. */
export function placeAfter(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
