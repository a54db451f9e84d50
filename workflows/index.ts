/** The workflow types, by the names under which operators see them. */
export { delivery } from './delivery.ts';
export { inquiryCase } from './inquiry-case.ts';
export { satisfactionSurvey } from './satisfaction-survey.ts';
