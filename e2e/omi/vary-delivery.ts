import type { OmiSegment } from './deliver.ts';

/** Numbers from 0 up to but not including 1. */
export type Random = () => number;

/** The same deliveries with some of them sent again, as retries and a second webhook do. */
export function duplicateDeliveries(deliveries: readonly OmiSegment[][], random: Random): OmiSegment[][] {
  return deliveries.flatMap((delivery) => (random() < 0.5 ? [delivery, delivery] : [delivery]));
}

/** The same deliveries in any order (Fisher–Yates). */
export function reorderDeliveries(deliveries: readonly OmiSegment[][], random: Random): OmiSegment[][] {
  const mixed = [...deliveries];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [mixed[last], mixed[other]];
    if (a && b) [mixed[last], mixed[other]] = [b, a];
  }
  return mixed;
}

/** Every segment first with half of its words, then whole under the same id, as a recogniser that corrects itself sends it. */
export function growDeliveries(deliveries: readonly OmiSegment[][]): OmiSegment[][] {
  return deliveries.flatMap((delivery) => [delivery.map(firstHalf), delivery]);
}

function firstHalf(segment: OmiSegment): OmiSegment {
  const words = segment.text.split(/\s+/);
  return { ...segment, text: words.slice(0, Math.ceil(words.length / 2)).join(' ') };
}
