import { describe, expect, it } from 'vitest';
import { describeDevice } from './describe-device.ts';

describe('a device', () => {
  it('is called by its browser and system', () => {
    const agent =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
    expect(describeDevice(agent)).toBe('Chrome · Linux');
    expect(describeDevice(`${agent} Edg/140.0`)).toBe('Edge · Linux');
    expect(describeDevice('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1')).toBe(
      'Safari · iPhone',
    );
  });

  it('is called by its own name where it is a program, and not at all where it says nothing', () => {
    expect([describeDevice('curl/8.9'), describeDevice('')]).toEqual(['curl', undefined]);
  });
});
