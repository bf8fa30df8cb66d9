/**
 * Goes to the sign-in page with a page loaded anew: nothing that belonged to one person, not even an answer under way, is left in
 * memory for the next.
 */
export function leaveToSignIn(): void {
  window.location.replace(`${import.meta.env.BASE_URL}sign-in`);
}
