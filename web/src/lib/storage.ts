/** What a browser keeps of the page where it is allowed, else nothing at all: a comfort, never the truth. */
function createStorage(open: () => Storage) {
  return {
    read(key: string): string | null {
      try {
        return open().getItem(`omniai.${key}`);
      } catch {
        // Storage is switched off in this browser.
        return null;
      }
    },
    /** `null` removes the entry. */
    write(key: string, value: string | null): void {
      try {
        if (value === null) open().removeItem(`omniai.${key}`);
        else open().setItem(`omniai.${key}`, value);
      } catch {
        // Storage is full or switched off; the page works without it.
        return;
      }
    },
    removeAll(prefix: string): void {
      try {
        for (const key of Object.keys(open())) if (key.startsWith(`omniai.${prefix}`)) open().removeItem(key);
      } catch {
        // Storage is switched off: there is nothing to remove.
        return;
      }
    },
  };
}

/** What all tabs of this browser share. */
export const storage = createStorage(() => localStorage);

/** What only this tab knows, also after a reload. */
export const tabStorage = createStorage(() => sessionStorage);
