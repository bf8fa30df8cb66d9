/**
 * Goes to the sign-in page with a page loaded anew: nothing that belonged to one person, not even an answer under way, is left in
 * memory for the next.
 * @param next where to go on after that, as a path within the page
 */
export function leaveToSignIn(next?: string): void {
  const search = next === undefined ? '' : `?${new URLSearchParams({ next }).toString()}`;
  window.location.replace(`${import.meta.env.BASE_URL}sign-in${search}`);
}
