import { describe, test } from 'vitest';
import { chooseSeed } from '../../../test/random.ts';
import { describeCancel } from './describe-cancel.ts';
import { describeConnection } from './describe-connection.ts';
import { describeModelList } from './describe-model-list.ts';
import { faceBehaviour } from './face-behaviour.ts';
import type { HostileVendor } from './hostile-vendor.ts';
import { listBehaviours } from './list-behaviours.ts';

/**
 * Every way in which a server behind HTTP may fail its caller; each must end in one clear part, in bounded time and memory. Here with one seed, in
 * `hostile-vendor.long.test.ts` with many.
 */
export function describeHostileVendor(vendor: HostileVendor): void {
  const seed = chooseSeed();
  describe(`${vendor.name} bears a vendor (SEED=${seed}) that`, () => {
    for (const behaviour of listBehaviours(vendor)) {
      test(behaviour.name, () => faceBehaviour(vendor, behaviour, seed));
    }
  });
  describeConnection(vendor);
  describeCancel(vendor);
  describeModelList(vendor);
}
