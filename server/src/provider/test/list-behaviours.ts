import { BEFORE_AN_ANSWER } from './behaviour/before-an-answer.ts';
import { CONTENT } from './behaviour/content.ts';
import { FLOODS } from './behaviour/flood.ts';
import { FRAMING } from './behaviour/framing.ts';
import { REFUSALS } from './behaviour/refusal.ts';
import type { Behaviour } from './behaviour.ts';
import type { HostileVendor } from './hostile-vendor.ts';

/** Every way to fail that there is on this vendor's wire. */
export function listBehaviours({ wire }: HostileVendor): readonly Behaviour[] {
  return [...BEFORE_AN_ANSWER, ...REFUSALS, ...FRAMING, ...FLOODS, ...CONTENT].filter(
    ({ framing }) => framing === undefined || framing === wire.framing,
  );
}
