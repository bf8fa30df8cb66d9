import { describeHostileVendor } from './test/describe-hostile-vendor.ts';
import { HOSTILE_VENDORS } from './test/hostile-vendors.ts';

for (const vendor of HOSTILE_VENDORS) describeHostileVendor(vendor);
