import { describeQuotaRace } from './test/describe-quota-race.ts';

describeQuotaRace(3);
