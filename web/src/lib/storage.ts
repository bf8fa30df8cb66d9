/** The browser's storage where it is allowed, else nothing at all: what is kept there is a comfort, never the truth. */
export const storage = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(`omniai.${key}`);
    } catch {
      // Storage is switched off in this browser.
      return null;
    }
  },
  /** `null` removes the entry. */
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(`omniai.${key}`);
      else localStorage.setItem(`omniai.${key}`, value);
    } catch {
      // Storage is full or switched off; the page works without it.
      return;
    }
  },
  removeAll(prefix: string): void {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(`omniai.${prefix}`)) localStorage.removeItem(key);
    } catch {
      // Storage is switched off: there is nothing to remove.
      return;
    }
  },
};
