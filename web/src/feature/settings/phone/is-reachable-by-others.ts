const HERE = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** False for an address that names the very machine it is opened on. @param address a whole URL */
export function isReachableByOthers(address: string): boolean {
  return !HERE.test(new URL(address).hostname);
}
