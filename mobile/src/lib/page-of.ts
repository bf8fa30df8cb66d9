/** A page of a list, as the server gives it. */
export interface PageOf<Item> {
  items: Item[];
  nextCursor?: string | undefined;
}
