import { findViolations } from './driver/find-violations.ts';
import { describeEveryPage } from './every-page/describe-every-page.ts';

describeEveryPage(findViolations);
