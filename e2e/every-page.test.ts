import { describeEveryPage } from './every-page/describe-every-page.ts';

// What axe finds is looked for by the long test, and by the test of each part.
describeEveryPage(async () => []);
