import { describeRace } from './race/describe-race.ts';

describeRace(2, 60_000);
