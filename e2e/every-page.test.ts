import { describeEveryPage } from './every-page/describe-every-page.ts';

describeEveryPage(false);
