import ipaddr from 'ipaddr.js';

/** Which addresses beyond the public ones a provider may be reached at; the admin who sets a provider decides. */
export interface AddressAllowance {
  loopback: boolean;
  /** RFC 1918, unique local IPv6, and the shared range 100.64.0.0/10 that private overlay networks use. */
  private: boolean;
}

/** Cloud metadata services that sit inside ranges which are otherwise fine. */
const METADATA_ADDRESSES = new Set(['100.100.100.200', 'fd00:ec2:0:0:0:0:0:254']);

/**
 * Whether a connection to this IP address may be made. Decides on the address itself, never on how it was spelled:
 * IPv4 inside IPv6 is taken out first, and everything that is not plainly public, or allowed, is refused
 * (link-local with the metadata services, multicast, unspecified, NAT64, 6to4, reserved).
 */
export function isAllowedAddress(address: string, allowance: AddressAllowance): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (METADATA_ADDRESSES.has(parsed.toString()) || METADATA_ADDRESSES.has(parsed.toNormalizedString())) return false;
  switch (parsed.range()) {
    case 'unicast':
      return true;
    case 'loopback':
      return allowance.loopback;
    case 'private':
    case 'uniqueLocal':
    case 'carrierGradeNat':
      return allowance.private;
    default:
      return false;
  }
}
