import { z } from 'zod';

/** Blocks of an assistant's message that must go back unchanged with the tool call that follows them. */
const messageBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.strictObject({ type: z.literal('redacted_thinking'), data: z.string() }),
]);

export type MessageBlock = z.infer<typeof messageBlock>;

const vendorState = z.object({ anthropic: z.array(messageBlock) });

/** The `vendor_state` of a tool call before which these blocks stood. */
export function toVendorState(blocks: readonly MessageBlock[]): string {
  return JSON.stringify({ anthropic: blocks });
}

/** The blocks of a `vendor_state`; undefined where it is another vendor's, or none. */
export function fromVendorState(state: string | undefined): MessageBlock[] | undefined {
  if (state === undefined) return undefined;
  try {
    return vendorState.safeParse(JSON.parse(state)).data?.anthropic;
  } catch {
    return undefined; // no JSON, so it is not of this adapter
  }
}
