/** What a device says of its network; an `EventTarget` that fires these is one. */
export interface NetworkSignal {
  /**
   * `online`: there is a network again, so that a wait for the next try can end.
   * `lost`: what is open cannot be trusted any more, because the device slept or moved to another network; it is opened again at once.
   */
  addEventListener(type: 'online' | 'lost', listener: () => void): void;
  removeEventListener(type: 'online' | 'lost', listener: () => void): void;
}
