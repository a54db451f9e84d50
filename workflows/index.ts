/** The workflow types, by the names under which operators see them. */
export { afterSalesCase } from './after-sales-case.ts';
export { complaintCase } from './complaint-case.ts';
export { delivery } from './delivery.ts';
export { inquiryCase } from './inquiry-case.ts';
export { satisfactionSurvey } from './satisfaction-survey.ts';
