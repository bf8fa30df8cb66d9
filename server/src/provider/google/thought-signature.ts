import { z } from 'zod';

const vendorState = z.object({ google: z.object({ thought_signature: z.string() }) });

/** The `vendor_state` of a tool call that came with this signature of the thoughts before it. */
export function toVendorState(thoughtSignature: string): string {
  return JSON.stringify({ google: { thought_signature: thoughtSignature } });
}

/** The signature in a `vendor_state`; undefined where it is another vendor's, or none. */
export function fromVendorState(state: string | undefined): string | undefined {
  if (state === undefined) return undefined;
  try {
    return vendorState.safeParse(JSON.parse(state)).data?.google.thought_signature;
  } catch {
    return undefined; // no JSON, so it is not of this adapter
  }
}
