import { describeRace } from './race/describe-race.ts';

describeRace(50, 600_000);
