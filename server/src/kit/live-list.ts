/**
 * Members that come and go many times a second, in a list that stays. Adding and removing look at each member: 1 µs together where there are a thousand.
 *
 * A `Set` or `Map` is no place for them: V8 replaces its table after a few changes, and the old table points to its successor. Once one of them is in
 * the old generation all later ones follow it there, with the members they once had, until the next collection of everything (decision 020).
 */
export class LiveList<Member extends object> {
  readonly #members: Member[] = [];

  get size(): number {
    return this.#members.length;
  }

  has(member: Member): boolean {
    return this.#members.includes(member);
  }

  /** Adding a member again changes nothing. */
  add(member: Member): void {
    if (!this.has(member)) this.#members.push(member);
  }

  /** Its place is taken by the last one, so they are in no order. */
  delete(member: Member): void {
    const place = this.#members.indexOf(member);
    const last = place === -1 ? undefined : this.#members.pop();
    if (last !== undefined && last !== member) this.#members[place] = last;
  }

  find(isSought: (member: Member) => boolean): Member | undefined {
    return this.#members.find(isSought);
  }

  /** Takes them all out. */
  takeAll(): Member[] {
    return this.#members.splice(0);
  }

  /** Those of now, whatever comes and goes meanwhile. */
  list(): Member[] {
    return [...this.#members];
  }
}
