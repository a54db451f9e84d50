// Made from the OpenAPI document of the service: npm run client:types
export interface paths {
  '/v1/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take in a customer message from any channel
     * @description Opens a case or joins the open one of the same matter. A message that came before (shop, channel, messageId) is answered with its case and changes nothing. 202 means that it is stored and that the case has been told.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postMessages'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List cases, newest first
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCases'];
    put?: never;
    /**
     * Open a case of a stated kind
     * @description Always a case of its own, with the message as its first.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCases'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One case
     * @description Valid from the instant its id was given: until its workflow has told its first events the status is `opening`. The ETag is the version.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCasesCaseId'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was said in a case, in order
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCasesCaseIdMessages'];
    put?: never;
    /**
     * The customer writes again in this case
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdMessages'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What happened to a case, in order
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCasesCaseIdEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What happened to all cases, in order, after a position
     * @description Whoever goes on from the `position` of each answer sees every event once: none is shown while an earlier one could still be added. The way to find what webhooks did not bring.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why a case is due when it is
     * @description Every clock that the case has had: the rule, the calendar, the event that started it, the pauses and the arithmetic step by step, in Chinese and English. With `policyVersion` the case is told again as if it had opened under that version: `whatIf` sets what was beside what would be. Names and texts of people are never in it.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCasesCaseIdExplain'];
    put?: never;
    /**
     * What a case would be under a draft
     * @description The case told again as if a drafted policy had stood in the place of its own, or a drafted calendar in the place of the one with its id, or both. Changes nothing and needs no Idempotency-Key.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    post: operations['postCasesCaseIdExplain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/replies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * An agent replies to the customer
     * @description The text is sent by the channel of the case, or by the one given. A substantive reply to a case that nobody owns assigns it to this agent.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdReplies'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/notes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * An agent notes something the customer does not see
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdNotes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/human': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The customer wants a person
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdHuman'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/confirmation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The customer says whether it is solved
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdConfirmation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/withdrawal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The customer takes the request back
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdWithdrawal'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/appeal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The customer does not accept the result
     * @description Once and within seven days of the result a higher rank looks at it; otherwise the customer is told the ways outside the shop.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdAppeal'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/visits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Somebody has asked the customer how it went
     * @description A good visit closes a resolved complaint; a bad one opens it again.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdVisits'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/escalations/{seq}/ack': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person has seen an escalation
     * @description By the number of its event. A ladder that tells again and again stops with it.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdEscalationsSeqAck'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/claim': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * An agent takes a case that nobody owns
     * @description One of two who claim at once gets it, the other 409. Claiming an own case again changes nothing.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdClaim'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/transfer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A case goes to another agent, or back to the queue
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdTransfer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/level': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set how hard the question is
     * @description A lower level is for seniors and those above them, and needs a reasonCode.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdLevel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/classification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say what a case is about: its kind, its category
     * @description Another kind goes on under the same id: what the customer was promised stays promised, what the new kind owes starts now.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdClassification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/consultations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Bring other departments into a level 3 case
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdConsultations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/resolution': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Call a case resolved; the customer is asked to confirm
     * @description A key of the role agent resolves only what that agent owns.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdResolution'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/severity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say whether a complaint is severe, and why
     * @description A severe one is due sooner, raised to level 3, and told to supervisor and manager at any hour. A supervisor says that it is not.
     *
     *     Roles: agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdSeverity'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/evidence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask the customer for evidence
     * @description The clocks that the policy names stand still until the customer writes, or for seven days.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdEvidence'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/evidence-complete': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What was asked for has come
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdEvidenceComplete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decide what is true, and whose responsibility it is
     * @description A senior decides; of a severe complaint a supervisor; of an appeal a higher rank that did not decide before. Not verifiable: measures beyond the limit of a senior that were not told yet are refused.
     *
     *     Roles: agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdDecision'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/measures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Propose what is done to make good
     * @description Within the limit of the own rank it is approved at once; beyond it, it waits for a higher one. What was found not verifiable is made good within the limit of a senior.
     *
     *     Roles: agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdMeasures'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve or refuse a measure that waits
     * @description By another than who proposed it, whose limit allows it.
     *
     *     Roles: agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdApprovals'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/measures/{measure}/carried-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A measure is carried out
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdMeasuresMeasureCarriedOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/result': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Tell the customer what was found and what is done
     * @description In words of the shop, with the instant until which it can be appealed.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdResult'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Let a silent customer's complaint close
     * @description Roles: agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdRelease'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/pass-on': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Pass a suggestion on to the department that it concerns
     * @description Of an inquiry; the customer is thanked and told which department.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdPassOn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Verdicts in a case that were refused for the role or rank of their sender, in order
     * @description Roles: supervisor, manager, admin.
     */
    get: operations['getCasesCaseIdAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/hand-off': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The case goes on by another channel
     * @description Running clocks keep their deadlines; what the customer says from now on has those of the new channel.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdHandOff'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * We wait for somebody else than the customer
     * @description The clocks that the policy names stand still; response clocks go on.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdPause'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What we waited for has come
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdResume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/extension': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * More time for a clock, with a reason
     * @description Never beyond what the customer was promised, and never for a promise that is broken already.
     *
     *     Roles: service, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdExtension'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/merge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The case goes on in another one of the shop
     * @description Its clocks end; everything that comes for it from now on is the surviving case's, exactly once.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdMerge'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/surveys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List surveys, newest first
     * @description Roles: service, supervisor, manager, qa, admin.
     */
    get: operations['getSurveys'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/surveys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The surveys of a case, one for each resolution
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCasesCaseIdSurveys'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/surveys/{round}/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Hand in the customer's one answer to a survey
     * @description Roles: service, admin.
     */
    post: operations['postCasesCaseIdSurveysRoundAnswer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what leaves the house, newest first
     * @description With `state=stuck` what could not be delivered and is still tried, with `state=given-up` what is not.
     *
     *     Roles: service, supervisor, manager, admin.
     */
    get: operations['getDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What left the house in one case
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCasesCaseIdDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/deliveries/{seq}/resend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send again, under the same key
     * @description The other side knows the key and may drop what it has. One that is still tried is left as it is.
     *
     *     Roles: service, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdDeliveriesSeqResend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/alerts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What does not go on by itself and waits for somebody
     * @description Looked for when asked, at most every 15 seconds; empty when all is well. The same stands in `/metrics` as `caseloop_alarm_count` and `caseloop_alarm_age_seconds`. A key of one shop sees what concerns its cases; task queues are told to keys of every shop only.
     *
     *     Roles: service, supervisor, manager, qa, admin.
     */
    get: operations['getAlerts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook endpoints, without their secrets
     * @description Roles: admin.
     */
    get: operations['getWebhookEndpoints'];
    put?: never;
    /**
     * Have messages and events of a shop posted to an address
     * @description Calls are signed as Standard Webhooks say, with `webhook-id`, `webhook-timestamp` and `webhook-signature`. Messages, unless told otherwise; events only of the types asked for.
     *
     *     Roles: admin.
     */
    post: operations['postWebhookEndpoints'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Stop posting to an address
     * @description Roles: admin.
     */
    delete: operations['deleteWebhookEndpointsId'];
    options?: never;
    head?: never;
    /**
     * Change where it is, what it is told, or whether it is called
     * @description What is left out stays. A disabled one is enabled here, and what waited for it is sent.
     *
     *     Roles: admin.
     */
    patch: operations['patchWebhookEndpointsId'];
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}/rotate-secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give it a new secret
     * @description For 24 hours every call carries two signatures, of the new secret and of the one before. Rotated twice within that time, the oldest signs no more.
     *
     *     Roles: admin.
     */
    post: operations['postWebhookEndpointsIdRotateSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send it a test
     * @description An event of the type `test`, sent at once like any other and listed among its deliveries.
     *
     *     Roles: admin.
     */
    post: operations['postWebhookEndpointsIdTest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What it was told of, newest first
     * @description Events and tests, for 30 days. Messages are in `GET /v1/deliveries`.
     *
     *     Roles: admin.
     */
    get: operations['getWebhookEndpointsIdDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/webhook-endpoints/{id}/deliveries/{event}/resend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Tell it again, under the same webhook-id
     * @description At once, with all attempts before it. One that is still tried is left as it is.
     *
     *     Roles: admin.
     */
    post: operations['postWebhookEndpointsIdDeliveriesEventResend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List keys that were not deleted, newest first
     * @description Roles: admin.
     */
    get: operations['getApiKeys'];
    put?: never;
    /**
     * Make a key for a shop and a role
     * @description At most 2 keys of one name are active in a shop: make the new one, move over, delete the old one. A deleted key is dead within 5 seconds.
     *
     *     Roles: admin.
     */
    post: operations['postApiKeys'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke a key
     * @description Roles: admin.
     */
    delete: operations['deleteApiKeysId'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/shops': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the shops of this key
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getShops'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/shops/{shopId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One shop
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getShopsShopId'];
    /**
     * Make a shop, or change it
     * @description The whole shop: what is left out gets its default. A key of one shop changes its own; only a key of every shop makes new ones. A policy counts for cases opened from then on.
     *
     *     Roles: admin.
     */
    put: operations['putShopsShopId'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sla/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reckon with a calendar: a deadline, open time, the next opening
     * @description The same arithmetic that arms the clocks of cases, with the reason step by step. `calendarId` names a calendar of the shop in its newest version. Targets up to ten years, ranges up to fifty. Changes nothing and needs no Idempotency-Key.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    post: operations['postSlaPreview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/policies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the policies of a shop: its own, and those that ship
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getPolicies'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/policies/{policy}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One policy
     * @description The newest version, or the one named: versions never change. The ETag is the version. Of each clock, and of each list of rows, the first row that fits a case wins; a clock whose row has no target is not promised.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getPoliciesPolicy'];
    /**
     * Make the next version of a policy
     * @description The whole policy. It counts for cases opened from then on, in this shop only; open cases keep their version. Refused are names that nobody has, targets looser than what is published, rows that no case reaches, and lists without a last row for every case.
     *
     *     Roles: supervisor, manager, admin.
     */
    put: operations['putPoliciesPolicy'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/policies/{policy}/back-test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a policy on past cases
     * @description The cases of the shop are lived again under a version or a draft: which breaches appear, vanish or move. One request looks at some cases, and answers before it takes long; follow `nextCursor`, and add the summaries up. Changes nothing and needs no Idempotency-Key. With `Accept: text/csv` the changed clocks as CSV, the cursor in the header `Next-Cursor`.
     *
     *     Roles: supervisor, manager, admin.
     */
    post: operations['postPoliciesPolicyBackTest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/policies/{policy}/apply': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Move open cases to a version of their policy
     * @description A dry run unless `dryRun` is false: how many deadlines move, and which breaches appear. Then every open case of this policy is told; running clocks are due as the version says, and as the newest versions of their calendars do, also later than before; what is breached stays breached. One request tells some cases: follow `nextCursor` with a new Idempotency-Key. A case that has them already is skipped, so it may be repeated.
     *
     *     Roles: supervisor, manager, admin.
     */
    post: operations['postPoliciesPolicyApply'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/calendars': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the calendars of a shop: its own, and those that ship
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCalendars'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/calendars/{calendar}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One calendar
     * @description The newest version, or the one named: versions never change. The ETag is the version.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getCalendarsCalendar'];
    /**
     * Make the next version of a calendar
     * @description The whole calendar. It counts for cases opened from then on, in this shop only; open cases keep their version. A date is a holiday or an exception, not both.
     *
     *     Roles: supervisor, manager, admin.
     */
    put: operations['putCalendarsCalendar'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/peak': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * When a shop expects a rush
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getPeak'];
    /**
     * Set when a shop expects a rush
     * @description All windows of the shop. Cases opened in one have the policy's rows for peak mode, for as long as they live; what is published to customers stays.
     *
     *     Roles: supervisor, manager, admin.
     */
    put: operations['putPeak'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/application': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The application is another now, and is reviewed again
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdApplication'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/goods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Goods were sent by the customer, arrived here, or were delivered to the customer
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdGoods'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/inspection': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Somebody looked at the goods that came back
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdInspection'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/refund-arrival': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The customer has the money
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdRefundArrival'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/offer-answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The customer takes what is offered instead, or does not
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdOfferAnswer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/kept-lines': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The customer keeps articles that were not sent back yet
     * @description Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdKeptLines'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/request-decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person decides about a request that the rules sent to a person
     * @description A grant beyond what the caller’s role may give waits for the approval of a higher one.
     *
     *     Roles: agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdRequestDecision'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/grant-approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person approves what a request was granted, or does not
     * @description Roles: agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdGrantApproval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cases/{caseId}/work-orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Open a work order in a case
     * @description A task beside the conversation: it moves on while no agent is free. Required fields of its type have to be given; its case is told, and stands wherever it stands.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    post: operations['postCasesCaseIdWorkOrders'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/work-orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List work orders, newest first
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getWorkOrders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/work-orders/{workOrder}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One work order
     * @description With what happened to it and the moves that this key, or the agent named, may make. The ETag is the version.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getWorkOrdersWorkOrder'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Move a work order, or change what is said of it
     * @description What is left out stays. Its type says from which state it goes to which, who makes that move, and what has to be filled in. Two at once: the second is told that it has changed (If-Match) or does not go there any more. Sent again, it changes nothing.
     *
     *     Roles: service, agent, senior, supervisor, manager, admin.
     */
    patch: operations['patchWorkOrdersWorkOrder'];
    trace?: never;
  };
  '/v1/work-order-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the types of work orders of a shop: its own, and those that ship
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getWorkOrderTypes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/work-order-types/{workOrderType}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One type of work orders
     * @description The newest version, or the one named: versions never change. The ETag is the version.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getWorkOrderTypesWorkOrderType'];
    /**
     * Make the next version of a type of work orders, or a type of its own
     * @description The whole type. It counts for work orders opened from then on, in this shop only; others keep their version. Refused are states that no move reaches or that lead to no end, names that nobody has, and types that cannot end `done` and `cancelled`.
     *
     *     Roles: supervisor, manager, admin.
     */
    put: operations['putWorkOrderTypesWorkOrderType'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/after-sales/reviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Review an after-sales request: which rule decides, and why
     * @description The newest version of the policy, over the facts given. A fact that is null or left out is not known: a rule that needs it sends the request to a human and names it. Days are counted in the zone of the shop, up to `requestedAt`, else now. Changes nothing and needs no Idempotency-Key.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    post: operations['postAfterSalesReviews'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/after-sales/policies/{afterSalesPolicy}/back-test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try an after-sales policy on many requests
     * @description Which verdicts would change under a version or a draft, against the verdict expected of a request or else against another version, and how often each rule decides. Changes nothing and needs no Idempotency-Key. With `Accept: text/csv` the changed verdicts as CSV.
     *
     *     Roles: supervisor, manager, admin.
     */
    post: operations['postAfterSalesPoliciesAfterSalesPolicyBackTest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/after-sales/policies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the after-sales policies of a shop: its own, and those that ship
     * @description Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getAfterSalesPolicies'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/after-sales/policies/{afterSalesPolicy}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One after-sales policy
     * @description The newest version, or the one named: versions never change. The ETag is the version.
     *
     *     Roles: service, agent, senior, supervisor, manager, qa, admin.
     */
    get: operations['getAfterSalesPoliciesAfterSalesPolicy'];
    /**
     * Make the next version of an after-sales policy, or a policy of its own
     * @description The whole policy. It counts for requests reviewed from then on, in this shop only. Refused are unknown facts and parameters, wrong types, repeated rules, rules that nothing reaches, and a list without a last rule for whatever came so far.
     *
     *     Roles: supervisor, manager, admin.
     */
    put: operations['putAfterSalesPoliciesAfterSalesPolicy'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Message: {
      /** @description The shop, `main` from the first start */
      shop: string;
      /** @enum {string} */
      channel: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form';
      /** @description Yours; a second message with it is the same message */
      messageId: string;
      customer: components['schemas']['Customer'];
      text: string;
      attachments?: components['schemas']['Attachment'][];
      orderId?: string;
      productId?: string;
      threadId?: string;
      /** Format: date-time */
      receivedAt?: string;
      /**
       * @description How hard the question is: 1 simple, 2 needs checking, 3 several departments
       * @enum {number}
       */
      level?: 1 | 2 | 3;
      /** @enum {string} */
      category?: 'product' | 'order' | 'after_sales' | 'policy' | 'complaint' | 'other';
      tags?: string[];
      /**
       * @description Hotline only
       * @enum {string}
       */
      call?: 'missed' | 'answered';
    };
    /** @description Whoever asks. Known again by id, else by email, else by phone. */
    Customer: {
      id?: string;
      name?: string;
      /** Format: email */
      email?: string;
      phone?: string;
      /** @enum {string} */
      tier?: 'basic' | 'value-added' | 'vip';
      locale?: string;
    };
    Attachment: {
      url: string;
      name?: string;
      mediaType?: string;
      size?: number;
    };
    NewCase: {
      /** @description The shop, `main` from the first start */
      shop: string;
      /** @enum {string} */
      channel: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form';
      /** @description Yours; a second message with it is the same message */
      messageId: string;
      customer: components['schemas']['Customer'];
      text: string;
      attachments?: components['schemas']['Attachment'][];
      orderId?: string;
      productId?: string;
      threadId?: string;
      /** Format: date-time */
      receivedAt?: string;
      /**
       * @description How hard the question is: 1 simple, 2 needs checking, 3 several departments
       * @enum {number}
       */
      level?: 1 | 2 | 3;
      /** @enum {string} */
      category?: 'product' | 'order' | 'after_sales' | 'policy' | 'complaint' | 'other';
      tags?: string[];
      /**
       * @description Hotline only
       * @enum {string}
       */
      call?: 'missed' | 'answered';
      /** @enum {string} */
      kind: 'inquiry' | 'complaint' | 'after-sales';
      /** @description Of a complaint only */
      complaint?: components['schemas']['NewComplaint'];
      /** @description Of an after-sales request, and only of one */
      application?: components['schemas']['Application'];
    };
    NewComplaint: {
      /** @enum {string} */
      category?:
        | 'attitude'
        | 'slow'
        | 'wrong-information'
        | 'broken-promise'
        | 'quality'
        | 'damage-or-shortage'
        | 'late-delivery'
        | 'refund-delayed'
        | 'price-or-promotion'
        | 'invoice'
        | 'fake'
        | 'false-advertising'
        | 'privacy'
        | 'after-sales-refused';
      /** @description Who is complained about: decides nothing in it */
      against?: string;
      /** @description Any one of these makes it severe */
      severe?: (
        | 'injury'
        | 'fire'
        | 'food-safety'
        | 'minors'
        | 'data-leak'
        | 'suspected-fake'
        | 'press'
        | 'public-post'
        | 'regulator'
        | 'platform'
        | 'lawyer'
        | 'high-loss'
      )[];
      /**
       * Format: date-time
       * @description Set by a regulator or platform
       */
      outsideDeadlineAt?: string;
      /** @description In yuan; from ¥5,000 on it is severe */
      lossAmount?: number;
    };
    /** @description What is wanted of an order, and why */
    Application: {
      /** @enum {string} */
      requestType:
        | 'cancel'
        | 'refund-only'
        | 'price-protection'
        | 'lost'
        | 'missing'
        | 'wrong'
        | 'return'
        | 'exchange'
        | 'repair'
        | 'warranty';
      /** @description `no_reason`, `wrong_size` … as the policy names them */
      reason?: string;
      /** @enum {string} */
      fault?: 'none' | 'claimed' | 'confirmed' | 'disputed';
      /** @description `damaged`, `missing`, `not_received` … */
      issue?: string;
      /** @description What the customer has shown: `photo`, `video` … */
      evidence?: string[];
      /** @description `injury`, `fake` …: a complaint is proposed */
      claims?: string[];
      /** @description Left out: the whole order */
      lines?: components['schemas']['AppliedLine'][];
    };
    AppliedLine: {
      /** @description The number of the order's line, from 1 */
      line: number;
      quantity?: number;
      /** @description The article wanted in its place */
      wantedItemId?: string;
      /** @description `clothing`, `electronics` … as the policy names them */
      category?: string;
      sealBroken?: boolean;
      tagsIntact?: boolean;
      worn?: boolean;
      dirty?: boolean;
      altered?: boolean;
      activated?: boolean;
      personalData?: boolean;
    };
    CustomerMessage: {
      messageId: string;
      /** @enum {string} */
      channel?: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form';
      text: string;
      attachments?: components['schemas']['Attachment'][];
    };
    /** @description What the case is told again under */
    ExplainDraft: {
      calendar?: {
        /**
         * @description IANA name
         * @example Asia/Shanghai
         */
        timezone: string;
        /** @description Shifts of each weekday, in order; a day left out is closed */
        hours: {
          mon?: [string, string][];
          tue?: [string, string][];
          wed?: [string, string][];
          thu?: [string, string][];
          fri?: [string, string][];
          sat?: [string, string][];
          sun?: [string, string][];
        };
        /** @description Closed dates */
        holidays?: string[];
        /** @description Other shifts on one date; none closes it */
        exceptions?: {
          [key: string]: [string, string][];
        };
        /**
         * @description Last date whose holidays are known; a deadline after it is provisional
         * @example 2026-10-01
         */
        knownThrough?: string;
        /** @description The calendar that this one stands for */
        id: string;
      };
      /** @description In the place of the policy of the case */
      policy?: components['schemas']['PolicyDocument'];
    };
    PolicyDocument: {
      /** @description Of each clock the first row that fits */
      clocks: components['schemas']['ClockRow'][];
      /** @description Rows that go first for cases opened in peak mode */
      peak?: {
        clocks: components['schemas']['ClockRow'][];
      };
      ladders: {
        [key: string]: components['schemas']['Ladder'];
      };
      /** @description Clocks that stand still, by status */
      pausing: {
        kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
        channels?: ('chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form')[];
        levels?: (1 | 2 | 3 | 'unset')[];
        tiers?: ('basic' | 'value-added' | 'vip')[];
        /** @description Of a complaint */
        severity?: ('severe' | 'other')[];
        /** @description Of an after-sales request */
        requests?: (
          | 'cancel'
          | 'refund-only'
          | 'price-protection'
          | 'lost'
          | 'missing'
          | 'wrong'
          | 'return'
          | 'exchange'
          | 'repair'
          | 'warranty'
          | 'unset'
        )[];
        /** @description `bot`: no person has answered */
        answeredBy?: ('bot' | 'person')[];
        rules: {
          'waiting-customer': (
            | 'acknowledge'
            | 'answer'
            | 'next-response'
            | 'consultation'
            | 'plan'
            | 'promise'
            | 'decision'
            | 'approval'
            | 'result'
            | 'resolution'
            | 'total-resolution'
            | 'confirmation'
            | 'survey'
            | 'follow-up'
            | 'call-back'
            | 'review'
            | 'step:cancel'
            | 'step:label'
            | 'step:transit'
            | 'step:inspection'
            | 'step:refund'
            | 'step:money'
            | 'step:replacement'
            | 'step:delivery'
            | 'step:repair'
            | 'step:repair-limit'
            | 'step:word'
            | 'step:carrier'
          )[];
          'waiting-other': (
            | 'acknowledge'
            | 'answer'
            | 'next-response'
            | 'consultation'
            | 'plan'
            | 'promise'
            | 'decision'
            | 'approval'
            | 'result'
            | 'resolution'
            | 'total-resolution'
            | 'confirmation'
            | 'survey'
            | 'follow-up'
            | 'call-back'
            | 'review'
            | 'step:cancel'
            | 'step:label'
            | 'step:transit'
            | 'step:inspection'
            | 'step:refund'
            | 'step:money'
            | 'step:replacement'
            | 'step:delivery'
            | 'step:repair'
            | 'step:repair-limit'
            | 'step:word'
            | 'step:carrier'
          )[];
        };
      }[];
      silentOwner: {
        kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
        channels?: ('chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form')[];
        levels?: (1 | 2 | 3 | 'unset')[];
        tiers?: ('basic' | 'value-added' | 'vip')[];
        /** @description Of a complaint */
        severity?: ('severe' | 'other')[];
        /** @description Of an after-sales request */
        requests?: (
          | 'cancel'
          | 'refund-only'
          | 'price-protection'
          | 'lost'
          | 'missing'
          | 'wrong'
          | 'return'
          | 'exchange'
          | 'repair'
          | 'warranty'
          | 'unset'
        )[];
        /** @description `bot`: no person has answered */
        answeredBy?: ('bot' | 'person')[];
        rules: {
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          within: string;
        };
      }[];
      closing: {
        kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
        channels?: ('chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form')[];
        levels?: (1 | 2 | 3 | 'unset')[];
        tiers?: ('basic' | 'value-added' | 'vip')[];
        /** @description Of a complaint */
        severity?: ('severe' | 'other')[];
        /** @description Of an after-sales request */
        requests?: (
          | 'cancel'
          | 'refund-only'
          | 'price-protection'
          | 'lost'
          | 'missing'
          | 'wrong'
          | 'return'
          | 'exchange'
          | 'repair'
          | 'warranty'
          | 'unset'
        )[];
        /** @description `bot`: no person has answered */
        answeredBy?: ('bot' | 'person')[];
        rules: {
          confirmationReminders: string[];
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          silentAfter: string;
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          reminderCall?: string;
          /** @enum {string} */
          releasedBy?: 'owner' | 'senior' | 'supervisor' | 'manager';
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          waitingReminder: string;
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          waitingReminderAgain?: string;
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          waitingEnds: string;
          /** @enum {string} */
          waitingEndsAs?: 'withdrawn' | 'decided';
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          greetingEnds: string;
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          grace: string;
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          reopenWindow: string;
          courtesyConfirms: boolean;
        };
      }[];
      surveys: {
        kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
        channels?: ('chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form')[];
        levels?: (1 | 2 | 3 | 'unset')[];
        tiers?: ('basic' | 'value-added' | 'vip')[];
        /** @description Of a complaint */
        severity?: ('severe' | 'other')[];
        /** @description Of an after-sales request */
        requests?: (
          | 'cancel'
          | 'refund-only'
          | 'price-protection'
          | 'lost'
          | 'missing'
          | 'wrong'
          | 'return'
          | 'exchange'
          | 'repair'
          | 'warranty'
          | 'unset'
        )[];
        /** @description `bot`: no person has answered */
        answeredBy?: ('bot' | 'person')[];
        rules: {
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          delay: string;
          atConfirmation: boolean;
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          limit: string;
          outlets: ('chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form' | 'sms')[];
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          smsEvery: string;
          /**
           * @description ISO-8601; a day has 24 hours
           * @example PT30M
           * @example PT24H
           * @example P7D
           */
          answerWithin: string;
          lowScore: number;
          callBack: components['schemas']['ClockRule'];
        };
      }[];
      /** @description Calendars outside which a person is left in peace */
      hours: {
        owner: string;
        senior: string;
        supervisor: string;
        manager: string;
        customer: string;
      };
      /** @description When people answer */
      staffed: {
        kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
        channels?: ('chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form')[];
        levels?: (1 | 2 | 3 | 'unset')[];
        tiers?: ('basic' | 'value-added' | 'vip')[];
        /** @description Of a complaint */
        severity?: ('severe' | 'other')[];
        /** @description Of an after-sales request */
        requests?: (
          | 'cancel'
          | 'refund-only'
          | 'price-protection'
          | 'lost'
          | 'missing'
          | 'wrong'
          | 'return'
          | 'exchange'
          | 'repair'
          | 'warranty'
          | 'unset'
        )[];
        /** @description `bot`: no person has answered */
        answeredBy?: ('bot' | 'person')[];
        calendar: string;
      }[];
      /** @description Who decides on complaints and grants what; as it ships unless told */
      complaint?: components['schemas']['ComplaintRules'];
      /** @description The supervisor's look at a case that owes nothing else */
      review: components['schemas']['ClockRule'];
    };
    ClockRow: {
      /** @enum {string} */
      clock:
        | 'acknowledge'
        | 'answer'
        | 'next-response'
        | 'consultation'
        | 'plan'
        | 'promise'
        | 'decision'
        | 'approval'
        | 'result'
        | 'resolution'
        | 'total-resolution'
        | 'confirmation'
        | 'survey'
        | 'follow-up'
        | 'call-back'
        | 'review'
        | 'step:cancel'
        | 'step:label'
        | 'step:transit'
        | 'step:inspection'
        | 'step:refund'
        | 'step:money'
        | 'step:replacement'
        | 'step:delivery'
        | 'step:repair'
        | 'step:repair-limit'
        | 'step:word'
        | 'step:carrier';
      kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
      channels?: ('chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form')[];
      levels?: (1 | 2 | 3 | 'unset')[];
      tiers?: ('basic' | 'value-added' | 'vip')[];
      /** @description Of a complaint */
      severity?: ('severe' | 'other')[];
      /** @description Of an after-sales request */
      requests?: (
        | 'cancel'
        | 'refund-only'
        | 'price-protection'
        | 'lost'
        | 'missing'
        | 'wrong'
        | 'return'
        | 'exchange'
        | 'repair'
        | 'warranty'
        | 'unset'
      )[];
      /** @description `bot`: no person has answered */
      answeredBy?: ('bot' | 'person')[];
      /** @description None: no such clock */
      target?: components['schemas']['ClockRule'];
    };
    ClockRule: {
      /**
       * @description ISO-8601; a day has 24 hours
       * @example PT30M
       * @example PT24H
       * @example P7D
       */
      within: string;
      calendar: string;
      /**
       * @description What customers are told
       * @example PT30M
       * @example PT24H
       * @example P7D
       */
      published?: string;
      /** @description Instead of the ladder's */
      warnings?: (
        | {
            /** @enum {string} */
            role: 'owner' | 'senior' | 'supervisor' | 'manager';
            share: number;
          }
        | {
            /** @enum {string} */
            role: 'owner' | 'senior' | 'supervisor' | 'manager';
            /**
             * @description ISO-8601; a day has 24 hours
             * @example PT30M
             * @example PT24H
             * @example P7D
             */
            before: string;
          }
      )[];
      /** @description Climbed after a breach; `none`: nobody is told */
      ladder: string;
      /** @description An automatic receipt meets it */
      receiptCounts?: boolean;
    };
    Ladder: {
      warnings: (
        | {
            /** @enum {string} */
            role: 'owner' | 'senior' | 'supervisor' | 'manager';
            share: number;
          }
        | {
            /** @enum {string} */
            role: 'owner' | 'senior' | 'supervisor' | 'manager';
            /**
             * @description ISO-8601; a day has 24 hours
             * @example PT30M
             * @example PT24H
             * @example P7D
             */
            before: string;
          }
      )[];
      rungs: {
        /**
         * @description ISO-8601; a day has 24 hours
         * @example PT30M
         * @example PT24H
         * @example P7D
         */
        after: string;
        /** @enum {string} */
        role: 'owner' | 'senior' | 'supervisor' | 'manager';
        byPublished?: boolean;
      }[];
      /** @description Rungs from this one on are told again until a person acknowledges one */
      again?: {
        from: number;
        /**
         * @description ISO-8601; a day has 24 hours
         * @example PT30M
         * @example PT24H
         * @example P7D
         */
        every: string;
      };
      /**
       * @description The warnings are given again, so far apart, until a person acknowledges one
       * @example PT30M
       * @example PT24H
       * @example P7D
       */
      warnAgain?: string;
      /**
       * @description A case of level 1 rises to this one with the first rung, which is at once
       * @constant
       */
      raisesTo?: 2;
      /**
       * @description In quiet hours too
       * @constant
       */
      anyHour?: true;
    };
    ComplaintRules: {
      decides: {
        /** @enum {string} */
        ordinary: 'agent' | 'senior' | 'supervisor' | 'manager';
        /** @enum {string} */
        severe: 'agent' | 'senior' | 'supervisor' | 'manager';
        /** @enum {string} */
        unfounded: 'agent' | 'senior' | 'supervisor' | 'manager';
        /** @enum {string} */
        lowering: 'agent' | 'senior' | 'supervisor' | 'manager';
      };
      appeals: {
        times: number;
        /**
         * @description ISO-8601; a day has 24 hours
         * @example PT30M
         * @example PT24H
         * @example P7D
         */
        within: string;
        /**
         * @description ISO-8601; a day has 24 hours
         * @example PT30M
         * @example PT24H
         * @example P7D
         */
        answeredWithin: string;
      };
      measures: {
        apology: {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        explanation: {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        'internal-correction': {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        coupon: {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        points: {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        goodwill: {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        'refund-by-rule': {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        'refund-outside': {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        replacement: {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
        punitive: {
          /** @description It is worth a sum, or a number of points */
          amount: boolean;
          /** @description What a rank grants on its own; null: any sum; left out: not at all */
          limits: {
            agent?: number | null;
            senior?: number | null;
            supervisor?: number | null;
            manager?: number | null;
          };
          /**
           * @description The lowest rank that may propose it; anybody unless told
           * @enum {string}
           */
          proposedBy?: 'agent' | 'senior' | 'supervisor' | 'manager';
        };
      };
      /** @description What one customer gets within 90 days before a higher rank has to agree */
      goodwill: {
        times: number;
        amount: number;
        /** @enum {string} */
        beyond: 'agent' | 'senior' | 'supervisor' | 'manager';
      };
    };
    Reply: {
      messageId: string;
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      kind: 'acknowledgement' | 'answer' | 'question' | 'plan' | 'correction';
      text: string;
      articleId?: string;
      /**
       * Format: date-time
       * @description A date stated to the customer, which becomes a promise
       */
      expectedAt?: string;
      /** @enum {string} */
      channel?: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form' | 'sms';
      /**
       * @description A bot's answer: nobody owns the case for it, and it counts until the customer says it missed
       * @constant
       */
      byBot?: true;
    };
    Note: {
      messageId?: string;
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      text: string;
      /** @description The note is the summary of a call with the customer */
      call?: boolean;
    };
    HumanRequest: {
      messageId?: string;
    };
    Confirmation: {
      messageId: string;
      confirmed: boolean;
      text?: string;
    };
    Withdrawal: {
      messageId?: string;
    };
    Appeal: {
      messageId: string;
      text?: string;
    };
    Visit: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      outcome: 'satisfied' | 'unsatisfied' | 'unreached';
    };
    Acknowledgement: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
    };
    Claim: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
    };
    Transfer: {
      /** @description Refuse with 409 when the case belongs to another */
      fromAgentId?: string;
      /** @description null: back to the queue */
      toAgentId: string | null;
    };
    LevelVerdict: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /**
       * @description How hard the question is: 1 simple, 2 needs checking, 3 several departments
       * @enum {number}
       */
      level: 1 | 2 | 3;
      reasonCode?: string;
    };
    CaseClassification: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      kind?: 'inquiry' | 'complaint' | 'after-sales';
      /** @enum {string} */
      category?: 'product' | 'order' | 'after_sales' | 'policy' | 'complaint' | 'other';
      /** @description Of what becomes an after-sales request */
      application?: components['schemas']['Application'];
    };
    Consultation: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      departments: string[];
    };
    Resolution: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      outcome: 'solved' | 'unsolved' | 'withdrawn';
      /** @description Why it could not be solved, as a code */
      reasonCode?: string;
      note?: string;
    };
    Severity: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      severity: 'severe' | 'other';
      /** @default [] */
      reasons: (
        | 'injury'
        | 'fire'
        | 'food-safety'
        | 'minors'
        | 'data-leak'
        | 'suspected-fake'
        | 'press'
        | 'public-post'
        | 'regulator'
        | 'platform'
        | 'lawyer'
        | 'high-loss'
      )[];
      /**
       * Format: date-time
       * @description Set by a regulator or platform
       */
      outsideDeadlineAt?: string;
    };
    EvidenceRequest: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      items: (
        'photo' | 'video' | 'chat-screenshot' | 'order-proof' | 'receipt' | 'parcel-label' | 'medical-record' | 'other'
      )[];
    };
    ByAgent: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
    };
    Decision: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      truth: 'confirmed' | 'partly' | 'not-verifiable' | 'refuted';
      /** @enum {string} */
      responsibility: 'shop' | 'shared' | 'third-party' | 'none';
      reasonCode?: string;
    };
    MeasureProposal: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      measures: {
        /** @enum {string} */
        kind:
          | 'apology'
          | 'explanation'
          | 'internal-correction'
          | 'coupon'
          | 'points'
          | 'goodwill'
          | 'refund-by-rule'
          | 'refund-outside'
          | 'replacement'
          | 'punitive';
        /** @description Yuan; of points their number, of a replacement its value */
        amount?: number;
      }[];
    };
    Approval: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @description Its number in the case */
      measure: number;
      approved: boolean;
    };
    PassOn: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      department: string;
    };
    HandOff: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      channel: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form';
    };
    Pause: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @description For whom we wait: `carrier`, `third-party` … */
      reasonCode: string;
    };
    Resume: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
    };
    Extension: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      clock:
        | 'acknowledge'
        | 'answer'
        | 'next-response'
        | 'consultation'
        | 'plan'
        | 'promise'
        | 'decision'
        | 'approval'
        | 'result'
        | 'resolution'
        | 'total-resolution'
        | 'confirmation'
        | 'survey'
        | 'follow-up'
        | 'call-back'
        | 'review'
        | 'step:cancel'
        | 'step:label'
        | 'step:transit'
        | 'step:inspection'
        | 'step:refund'
        | 'step:money'
        | 'step:replacement'
        | 'step:delivery'
        | 'step:repair'
        | 'step:repair-limit'
        | 'step:word'
        | 'step:carrier';
      /** @description Open time of the clock's calendar */
      seconds: number;
      reasonCode: string;
    };
    Merge: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @description The case that survives */
      into: string;
    };
    SurveyAnswer: {
      stars: number;
      quality?: number;
      speed?: number;
      professionalism?: number;
      text?: string;
      /** @description The answer given was wrong */
      wrongAnswer?: boolean;
    };
    NewWebhookEndpoint: {
      /** @description Needed with a key of every shop */
      shop?: string;
      url: string;
      /**
       * @description Gets what is sent to customers and staff, with its words
       * @default true
       */
      messages: boolean;
      /**
       * @description Types of case events that it is told of, without words; `["*"]`: all, now and later
       * @default []
       */
      events: (
        | '*'
        | 'opened'
        | 'messageReceived'
        | 'customerTold'
        | 'humanRequested'
        | 'assigned'
        | 'transferred'
        | 'ownerSilent'
        | 'replied'
        | 'planTold'
        | 'noted'
        | 'levelSet'
        | 'tierSet'
        | 'handedOff'
        | 'kindSet'
        | 'classified'
        | 'policySet'
        | 'extended'
        | 'answeredByBot'
        | 'botMissed'
        | 'escalationAcknowledged'
        | 'merged'
        | 'mergedFrom'
        | 'consultationStarted'
        | 'clockWarned'
        | 'clockBreached'
        | 'breachWithdrawn'
        | 'escalated'
        | 'paused'
        | 'resumed'
        | 'resolved'
        | 'confirmationAsked'
        | 'confirmed'
        | 'rejected'
        | 'reopened'
        | 'surveyQueued'
        | 'surveySent'
        | 'surveyCancelled'
        | 'surveyAnswered'
        | 'withdrawn'
        | 'arrivedLate'
        | 'delivered'
        | 'deliveryFailed'
        | 'closed'
        | 'workOrderOpened'
        | 'workOrderMoved'
        | 'workOrderEnded'
        | 'severitySet'
        | 'evidenceAsked'
        | 'evidenceCompleted'
        | 'decided'
        | 'measureProposed'
        | 'measureApproved'
        | 'measureRefused'
        | 'resultTold'
        | 'measureCarriedOut'
        | 'appealed'
        | 'appealRefused'
        | 'visited'
        | 'released'
        | 'passedOn'
        | 'applicationReceived'
        | 'reviewed'
        | 'requestDecided'
        | 'reviewAsked'
        | 'approvalAsked'
        | 'grantApproved'
        | 'grantRefused'
        | 'stepBegun'
        | 'stepByHand'
        | 'stepDone'
        | 'stepFailed'
        | 'undoBegun'
        | 'undoEnded'
        | 'arrivalAsked'
        | 'moneyMissing'
        | 'goodsMoved'
        | 'inspected'
        | 'moneyArrived'
        | 'offered'
        | 'offerAnswered'
        | 'linesWithdrawn'
      )[];
      /** @description Events of cases of these kinds only */
      kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
    };
    WebhookEndpointChange: {
      url?: string;
      /** @description Gets what is sent to customers and staff, with its words */
      messages?: boolean;
      /** @description Types of case events that it is told of, without words; `["*"]`: all, now and later */
      events?: (
        | '*'
        | 'opened'
        | 'messageReceived'
        | 'customerTold'
        | 'humanRequested'
        | 'assigned'
        | 'transferred'
        | 'ownerSilent'
        | 'replied'
        | 'planTold'
        | 'noted'
        | 'levelSet'
        | 'tierSet'
        | 'handedOff'
        | 'kindSet'
        | 'classified'
        | 'policySet'
        | 'extended'
        | 'answeredByBot'
        | 'botMissed'
        | 'escalationAcknowledged'
        | 'merged'
        | 'mergedFrom'
        | 'consultationStarted'
        | 'clockWarned'
        | 'clockBreached'
        | 'breachWithdrawn'
        | 'escalated'
        | 'paused'
        | 'resumed'
        | 'resolved'
        | 'confirmationAsked'
        | 'confirmed'
        | 'rejected'
        | 'reopened'
        | 'surveyQueued'
        | 'surveySent'
        | 'surveyCancelled'
        | 'surveyAnswered'
        | 'withdrawn'
        | 'arrivedLate'
        | 'delivered'
        | 'deliveryFailed'
        | 'closed'
        | 'workOrderOpened'
        | 'workOrderMoved'
        | 'workOrderEnded'
        | 'severitySet'
        | 'evidenceAsked'
        | 'evidenceCompleted'
        | 'decided'
        | 'measureProposed'
        | 'measureApproved'
        | 'measureRefused'
        | 'resultTold'
        | 'measureCarriedOut'
        | 'appealed'
        | 'appealRefused'
        | 'visited'
        | 'released'
        | 'passedOn'
        | 'applicationReceived'
        | 'reviewed'
        | 'requestDecided'
        | 'reviewAsked'
        | 'approvalAsked'
        | 'grantApproved'
        | 'grantRefused'
        | 'stepBegun'
        | 'stepByHand'
        | 'stepDone'
        | 'stepFailed'
        | 'undoBegun'
        | 'undoEnded'
        | 'arrivalAsked'
        | 'moneyMissing'
        | 'goodsMoved'
        | 'inspected'
        | 'moneyArrived'
        | 'offered'
        | 'offerAnswered'
        | 'linesWithdrawn'
      )[];
      /** @description null: of every kind */
      kinds?: ('inquiry' | 'complaint' | 'after-sales')[] | null;
      /** @description true: what waits is sent, its failures are forgotten */
      enabled?: boolean;
    };
    NewApiKey: {
      /** @description The shop of your own key when left out */
      shop?: string;
      /** @enum {string} */
      role: 'service' | 'agent' | 'senior' | 'supervisor' | 'manager' | 'qa' | 'admin';
      /** @description Two keys of one name may be active: the old and the new */
      name: string;
      /** Format: date-time */
      expiresAt?: string;
    };
    NewShop: {
      prefix: string;
      name: string;
      /** @default Asia/Shanghai */
      zone: string;
      /**
       * @default zh
       * @enum {string}
       */
      locale: 'zh' | 'en';
      /**
       * @description One that ships, or one of its own
       * @default standard
       */
      policy: string;
      /** @default {} */
      settings: components['schemas']['ShopSettings'];
    };
    ShopSettings: {
      /** @description Foot of every mail */
      companyDetails?: string;
      faqUrl?: string;
      staff?: {
        owner?: components['schemas']['StaffContact'];
        senior?: components['schemas']['StaffContact'];
        supervisor?: components['schemas']['StaffContact'];
        manager?: components['schemas']['StaffContact'];
      };
    };
    /** @description By mail, by the webhook endpoints of the shop, or both */
    StaffContact: {
      /** Format: email */
      email?: string;
      webhook?: boolean;
    };
    /** @description When is so much open time over? */
    PreviewAdd: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      op: 'add';
      calendar?: components['schemas']['CalendarDocument'];
      /** @description Instead of `calendar` */
      calendarId?: string;
      /** Format: date-time */
      start: string;
      minutes?: number;
      seconds?: number;
      /** @description Stretches in which the clock stood still; in any order, overlapping ones count once */
      pauses?: [string, string][];
    };
    CalendarDocument: {
      /**
       * @description IANA name
       * @example Asia/Shanghai
       */
      timezone: string;
      /** @description Shifts of each weekday, in order; a day left out is closed */
      hours: {
        mon?: [string, string][];
        tue?: [string, string][];
        wed?: [string, string][];
        thu?: [string, string][];
        fri?: [string, string][];
        sat?: [string, string][];
        sun?: [string, string][];
      };
      /** @description Closed dates */
      holidays?: string[];
      /** @description Other shifts on one date; none closes it */
      exceptions?: {
        [key: string]: [string, string][];
      };
      /**
       * @description Last date whose holidays are known; a deadline after it is provisional
       * @example 2026-10-01
       */
      knownThrough?: string;
    };
    /** @description How much open time lies between two instants? */
    PreviewBetween: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      op: 'between';
      calendar?: components['schemas']['CalendarDocument'];
      /** @description Instead of `calendar` */
      calendarId?: string;
      /** Format: date-time */
      start: string;
      /** Format: date-time */
      end: string;
      /** @description Stretches in which the clock stood still; in any order, overlapping ones count once */
      pauses?: [string, string][];
    };
    /** @description When is it open next? */
    PreviewNextOpening: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      op: 'next-opening';
      calendar?: components['schemas']['CalendarDocument'];
      /** @description Instead of `calendar` */
      calendarId?: string;
      /** Format: date-time */
      start: string;
    };
    BackTest: {
      /** @description The version that is tried */
      version?: number;
      /** @description A draft that is tried, instead of a version */
      document?: components['schemas']['PolicyDocument'];
      /** @description The version it is compared with; what every case was promised unless told */
      against?: {
        version: number;
      };
      /**
       * Format: date-time
       * @description Cases opened from then on
       */
      from?: string;
      /**
       * Format: date-time
       * @description Cases opened before
       */
      to?: string;
      channels?: ('chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form')[];
      tiers?: ('basic' | 'value-added' | 'vip')[];
      /**
       * @description Cases looked at; fewer where time is short
       * @default 200
       */
      limit: number;
      /** @description `nextCursor` of the answer before */
      cursor?: string;
    };
    ApplyPolicy: {
      version: number;
      /**
       * @description false: every open case is told
       * @default true
       */
      dryRun: boolean;
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /**
       * @description Cases looked at; fewer where time is short
       * @default 200
       */
      limit: number;
      /** @description `nextCursor` of the answer before */
      cursor?: string;
    };
    PeakMode: {
      /** @description Needed with a key of every shop */
      shop?: string;
      windows: {
        /** Format: date-time */
        from: string;
        /** Format: date-time */
        until: string;
      }[];
    };
    AmendedApplication: {
      /** @description Left out: the shop’s backend tells it */
      agentId?: string;
      application: components['schemas']['Application'];
    };
    GoodsMove: {
      /** @description Left out: the shop’s backend tells it */
      agentId?: string;
      /** @enum {string} */
      move: 'sent' | 'arrived' | 'delivered';
      /** @description Left out: all that can have moved */
      lines?: number[];
    };
    Inspection: {
      /** @description Left out: the shop’s backend tells it */
      agentId?: string;
      lines: {
        /** @description The number of the order's line, from 1 */
        line: number;
        passed: boolean;
        reasonCode?: string;
      }[];
    };
    RefundArrival: {
      /** @description Left out: the shop’s backend tells it */
      agentId?: string;
    };
    OfferAnswer: {
      accepted: boolean;
    };
    KeptLines: {
      lines: number[];
    };
    RequestDecision: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @enum {string} */
      decision: 'approve' | 'deny';
      /** @description Of an approval */
      grant?: components['schemas']['Grant'];
      reasonCode: string;
    };
    Grant: {
      /** @enum {string} */
      remedy: 'cancel' | 'intercept' | 'refund' | 'return' | 'exchange' | 'resend' | 'repair' | 'advance';
      /** @enum {string} */
      freight: 'shop' | 'customer';
      lines: {
        /** @description The number of the order's line, from 1 */
        line: number;
        quantity: number;
        /** @description Decimal, at most two places */
        amount: number;
      }[];
      /** @description A coupon beside it */
      compensation?: number;
    };
    GrantApproval: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      approved: boolean;
      reasonCode?: string;
    };
    NewWorkOrder: {
      /** @description The agent's id in the shop's staff system */
      agentId: string;
      /** @description A type of the shop, such as `refund` */
      type: string;
      title?: string;
      /** @description The type's own unless told */
      queue?: string;
      /** @description The agent's id in the shop's staff system */
      assignee?: string;
      /** @description Who outside the house carries it out */
      externalParty?: string;
      /** @description The type's own unless told; null: none */
      dueAt?: string | null;
      /** @description As the type has them; sums as decimals */
      fields?: {
        [key: string]: string | number | boolean;
      };
      attachments?: components['schemas']['Attachment'][];
    };
    WorkOrderChange: {
      /** @description The agent's id in the shop's staff system */
      agentId?: string;
      /**
       * @description Instead of agentId: the external party did it, as the shop's backend tells
       * @constant
       */
      external?: true;
      /** @description Moves it there; its own state moves nothing */
      state?: string;
      title?: string | null;
      /** @description The line it stands in */
      queue?: string;
      /** @description null: nobody, it stands in its queue */
      assignee?: string | null;
      externalParty?: string | null;
      dueAt?: string | null;
      /** @description What is not named stays; null takes a value away */
      fields?: {
        [key: string]: (string | number | boolean) | null;
      };
      /** @description All of them, instead of those before */
      attachments?: components['schemas']['Attachment'][];
    };
    WorkOrderTypeDocument: {
      title: {
        zh: string;
        en: string;
      };
      fields: components['schemas']['WorkOrderField'][];
      states: components['schemas']['WorkOrderState'][];
      moves: components['schemas']['WorkOrderMove'][];
      /** @description The line it stands in */
      queue: string;
      /** @description Who outside the house carries it out: `carrier` */
      externalParty?: string;
      /**
       * @description From its opening to its deadline; none: no deadline
       * @example PT30M
       * @example PT24H
       * @example P7D
       */
      dueWithin?: string;
    };
    /** @description `min` and `max`: of a number, of a sum, of the length of a text or reference */
    WorkOrderField: {
      name: string;
      title: {
        zh: string;
        en: string;
      };
      /** @enum {string} */
      kind: 'text' | 'number' | 'money' | 'date' | 'choice' | 'boolean' | 'reference';
      /** @description A person who opens one has to give it, and none ends `done` without it */
      required?: boolean;
      min?: number;
      max?: number;
      choices?: {
        code: string;
        title: {
          zh: string;
          en: string;
        };
      }[];
    };
    WorkOrderState: {
      name: string;
      title: {
        zh: string;
        en: string;
      };
      /**
       * @description The one in which it is opened
       * @constant
       */
      initial?: true;
      /**
       * @description It ends here, so
       * @enum {string}
       */
      final?: 'done' | 'refused' | 'cancelled';
    };
    WorkOrderMove: {
      from: string;
      to: string;
      /** @description Roles of keys, whoever has it (`assignee`), the external party as the backend tells (`external`) */
      by: ('service' | 'agent' | 'senior' | 'supervisor' | 'manager' | 'assignee' | 'external')[];
      /** @description Fields that have a value after it */
      requires?: string[];
    };
    AfterSalesReviewRequest: {
      policy: string;
      requestType: string;
      customer: components['schemas']['AfterSalesCustomer'];
      order: components['schemas']['AfterSalesOrder'] | null;
      request: components['schemas']['AfterSalesWish'];
    };
    AfterSalesCustomer: {
      userId?: string | null;
      paymentMethods?: components['schemas']['PaymentMethod'][] | null;
      memberLevel?: string | null;
      tier?: string | null;
      noReasonReturns90d?: number | null;
      orders90d?: number | null;
    };
    PaymentMethod: {
      id?: string | null;
      source?: string | null;
      balance?: number | null;
    };
    AfterSalesOrder: {
      orderId?: string | null;
      status?: string | null;
      itemsModified?: boolean | null;
      placedDaysAgo?: number | null;
      boughtDaysAgo?: number | null;
      deliveredDaysAgo?: number | null;
      items?: components['schemas']['AfterSalesArticle'][] | null;
      paidWith?: string[] | null;
      amountPaid?: number | null;
      hasReceipt?: boolean | null;
      originalPackaging?: boolean | null;
      shopMistake?: boolean | null;
      refundStatus?: string | null;
      packed?: boolean | null;
      shipped?: boolean | null;
      /** Format: date-time */
      paidAt?: ((string | null) | null) | string | null;
      /** Format: date-time */
      promisedShipAt?: ((string | null) | null) | string | null;
      /** Format: date-time */
      signedAt?: ((string | null) | null) | string | null;
      /** Format: date-time */
      pickedUpAt?: ((string | null) | null) | string | null;
      /** Format: date-time */
      lastScanAt?: ((string | null) | null) | string | null;
      freightInsurance?: boolean | null;
      badges?: string[] | null;
    };
    AfterSalesArticle: {
      itemId?: string | null;
      productId?: string | null;
      name?: string | null;
      price?: number | null;
      options?: {
        [key: string]: unknown;
      } | null;
      available?: boolean | null;
      category?: string | null;
      customMade?: boolean | null;
      inProduction?: boolean | null;
      perishable?: boolean | null;
      exclusionMarked?: boolean | null;
      exclusionConfirmed?: boolean | null;
      sealBroken?: boolean | null;
      tagsIntact?: boolean | null;
      worn?: boolean | null;
      dirty?: boolean | null;
      activated?: boolean | null;
      altered?: boolean | null;
      personalData?: boolean | null;
      /** Format: date-time */
      warrantyUntil?: ((string | null) | null) | string | null;
      repairsOfSameFault?: number | null;
      daysInRepair?: number | null;
      publicPriceNow?: number | null;
      priceProtected?: boolean | null;
      priceProtectionExcluded?: boolean | null;
    };
    AfterSalesWish: {
      /** Format: date-time */
      requestedAt?: ((string | null) | null) | string | null;
      reason?: string | null;
      itemIds?: string[] | null;
      newItemIds?: string[] | null;
      newItems?: components['schemas']['AfterSalesArticle'][] | null;
      paymentMethodId?: string | null;
      priceDifference?: number | null;
      orderOwner?: string | null;
      requestedBy?: string | null;
      amount?: number | null;
      fault?: ('none' | 'claimed' | 'confirmed' | 'disputed') | null;
      issue?: string | null;
      misuse?: string | null;
      evidence?: string[] | null;
      claims?: string[] | null;
      address1?: string | null;
      address2?: string | null;
      city?: string | null;
      state?: string | null;
      country?: string | null;
      zip?: string | null;
    };
    AfterSalesBackTest: {
      /** @description The version that is tried; the newest unless told */
      version?: number;
      /** @description A draft that is tried, instead of a version */
      document?: components['schemas']['AfterSalesPolicyDocument'];
      /** @description The version it is compared with where no verdict is expected; the newest unless told */
      against?: {
        version: number;
      };
      requests: {
        id: string;
        requestType: string;
        customer: components['schemas']['AfterSalesCustomer'];
        order: components['schemas']['AfterSalesOrder'] | null;
        request: components['schemas']['AfterSalesWish'];
        /** @enum {string} */
        expected?: 'approve' | 'deny' | 'human';
      }[];
    };
    AfterSalesPolicyDocument: {
      /** @description Those that it may name */
      facts: {
        [key: string]: 'text' | 'texts' | 'number' | 'boolean' | 'list';
      };
      parameters: {
        [key: string]:
          | number
          | string[]
          | {
              [key: string]: number;
            };
      };
      /** @description What is said when facts are missing: `{missing}` names them */
      missing: {
        id: string;
        /** @description Facts and parameters in braces: `{order.status}` */
        reasons: {
          zh: string;
          en: string;
        };
      };
      /** @description The first that holds decides */
      rules: components['schemas']['AfterSalesRule'][];
    };
    AfterSalesRule: {
      id: string;
      /** @description Tells rules of one id apart */
      part?: string;
      when?: components['schemas']['AfterSalesCondition'];
      /** @enum {string} */
      verdict: 'approve' | 'deny' | 'human';
      grant?: {
        /** @enum {string} */
        remedy: 'cancel' | 'intercept' | 'refund' | 'return' | 'exchange' | 'resend' | 'repair' | 'advance';
        /** @description Given instead of the remedy where it is what was asked for */
        choice?: ('cancel' | 'intercept' | 'refund' | 'return' | 'exchange' | 'resend' | 'repair' | 'advance')[];
        /** @enum {string} */
        freight: 'shop' | 'customer';
        /** @enum {string} */
        compensation?: 'published' | 'price-drop' | 'share' | 'amount';
      };
      /** @enum {string} */
      freight?: 'shop' | 'customer';
      /**
       * @description A severe complaint is proposed
       * @constant
       */
      severe?: true;
      /**
       * @description Law: to be confirmed by a lawyer
       * @enum {string}
       */
      basis: 'law' | 'practice';
      /** @description Facts and parameters in braces: `{order.status}` */
      reasons: {
        zh: string;
        en: string;
      };
    };
    /** @description True, false, or unknown for want of facts: false and unknown is false. `some` and `every` look at the members of a list, whose facts are named as `items[].customMade`. */
    AfterSalesCondition:
      | {
          all: components['schemas']['AfterSalesCondition'][];
        }
      | {
          any: components['schemas']['AfterSalesCondition'][];
        }
      | {
          not: components['schemas']['AfterSalesCondition'];
        }
      | {
          some: string;
          where: components['schemas']['AfterSalesCondition'];
        }
      | {
          every: string;
          where: components['schemas']['AfterSalesCondition'];
        }
      | {
          fact: string;
          eq:
            | string
            | number
            | boolean
            | {
                fact: string;
              }
            | {
                param: string;
                by?: string;
              };
        }
      | {
          fact: string;
          in:
            | string[]
            | {
                param: string;
              };
        }
      | {
          fact: string;
          exists: boolean;
        }
      | {
          fact: string;
          lt:
            | string
            | number
            | boolean
            | {
                fact: string;
              }
            | {
                param: string;
                by?: string;
              };
        }
      | {
          fact: string;
          lte:
            | string
            | number
            | boolean
            | {
                fact: string;
              }
            | {
                param: string;
                by?: string;
              };
        }
      | {
          fact: string;
          gt:
            | string
            | number
            | boolean
            | {
                fact: string;
              }
            | {
                param: string;
                by?: string;
              };
        }
      | {
          fact: string;
          gte:
            | string
            | number
            | boolean
            | {
                fact: string;
              }
            | {
                param: string;
                by?: string;
              };
        };
    CaseSummary: {
      caseId: string;
      joined: boolean;
      /** @enum {string} */
      kind: 'inquiry' | 'complaint' | 'after-sales';
      category: ('product' | 'order' | 'after_sales' | 'policy' | 'complaint' | 'other') | null;
      tags: string[];
      /** @enum {string} */
      tier: 'basic' | 'value-added' | 'vip';
      level: number | null;
      /** @enum {string} */
      status: 'opening' | 'open' | 'waiting-customer' | 'waiting-other' | 'resolved' | 'closed';
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      /**
       * @description Stable
       * @enum {string}
       */
      code:
        | 'malformed_request'
        | 'malformed_body'
        | 'malformed_text'
        | 'idempotency_key_missing'
        | 'idempotency_key_invalid'
        | 'if_match_invalid'
        | 'unauthenticated'
        | 'forbidden'
        | 'owner_required'
        | 'work_order_move_forbidden'
        | 'lowering_not_allowed'
        | 'rank_too_low'
        | 'person_complained_about'
        | 'decided_before'
        | 'own_proposal'
        | 'not_found'
        | 'case_not_found'
        | 'shop_not_found'
        | 'escalation_not_found'
        | 'survey_not_found'
        | 'delivery_not_found'
        | 'webhook_endpoint_not_found'
        | 'api_key_not_found'
        | 'policy_not_found'
        | 'after_sales_policy_not_found'
        | 'calendar_not_found'
        | 'work_order_not_found'
        | 'work_order_type_not_found'
        | 'method_not_allowed'
        | 'not_acceptable'
        | 'request_timeout'
        | 'case_closed'
        | 'case_resolved'
        | 'level_unchanged'
        | 'classification_unchanged'
        | 'application_missing'
        | 'order_missing'
        | 'no_application'
        | 'request_under_way'
        | 'no_decision_due'
        | 'no_approval_due'
        | 'grant_missing'
        | 'beyond_limit'
        | 'level_not_three'
        | 'channel_unchanged'
        | 'channel_unreachable'
        | 'case_not_open'
        | 'case_not_paused'
        | 'clock_not_running'
        | 'clock_breached'
        | 'beyond_published'
        | 'not_a_complaint'
        | 'not_an_inquiry'
        | 'severity_unchanged'
        | 'evidence_asked'
        | 'evidence_not_asked'
        | 'not_decided'
        | 'result_not_told'
        | 'result_told'
        | 'measures_waiting'
        | 'measure_unknown'
        | 'measure_not_waiting'
        | 'measure_not_approved'
        | 'case_not_resolved'
        | 'case_merged'
        | 'merge_target_closed'
        | 'desk_conflict'
        | 'work_order_ended'
        | 'work_order_move_unknown'
        | 'survey_answered'
        | 'survey_expired'
        | 'survey_cancelled'
        | 'delivery_not_stuck'
        | 'webhook_endpoint_disabled'
        | 'shop_prefix_taken'
        | 'shop_prefix_fixed'
        | 'two_keys_active'
        | 'idempotency_key_in_use'
        | 'version_conflict'
        | 'document_changed'
        | 'work_order_changed'
        | 'body_too_large'
        | 'unsupported_media_type'
        | 'invalid_request'
        | 'lowering_without_reason'
        | 'amount_missing'
        | 'amount_too_high'
        | 'beyond_unverified'
        | 'amount_not_taken'
        | 'policy_unusable'
        | 'after_sales_policy_unusable'
        | 'calendar_unusable'
        | 'work_order_type_unusable'
        | 'calendar_exhausted'
        | 'webhook_url_refused'
        | 'idempotency_key_reused'
        | 'rate_limited'
        | 'case_rate_limited'
        | 'headers_too_large'
        | 'internal'
        | 'unavailable';
      detail: string;
      /** @description Each fault: JSON pointer, code, what was allowed */
      errors: components['schemas']['Fault'][];
      requestId: string;
    };
    Fault: {
      pointer: string;
      code: string;
      message: string;
    };
    Case: {
      caseId: string;
      shop: string;
      /** @enum {string} */
      kind: 'inquiry' | 'complaint' | 'after-sales';
      /** @enum {string} */
      status: 'opening' | 'open' | 'waiting-customer' | 'waiting-other' | 'resolved' | 'closed';
      /** @enum {string} */
      closedHow?: 'confirmed' | 'silent' | 'merged' | 'withdrawn' | 'spam';
      reasonCode?: string;
      /** @enum {string} */
      channel: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form';
      category: ('product' | 'order' | 'after_sales' | 'policy' | 'complaint' | 'other') | null;
      tags: string[];
      /** @enum {string} */
      tier: 'basic' | 'value-added' | 'vip';
      level: number | null;
      priority: number;
      owner?: string;
      queue?: string;
      orderId?: string;
      /** @description The ended case that this one goes on from */
      follows?: string;
      /** @description The case that goes on for this one */
      mergedInto?: string;
      /** @description Events so far; the ETag */
      version: number;
      breached: boolean;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      nextDueAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      openedAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      resolvedAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      closedAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      updatedAt?: string;
      clocks: components['schemas']['Clock'][];
      afterSales?: components['schemas']['AfterSales'];
      /** @description Of a complaint */
      complaint?: components['schemas']['Complaint'];
      links: components['schemas']['CaseLinks'];
    };
    Clock: {
      /** @enum {string} */
      name:
        | 'acknowledge'
        | 'answer'
        | 'next-response'
        | 'consultation'
        | 'plan'
        | 'promise'
        | 'decision'
        | 'approval'
        | 'result'
        | 'resolution'
        | 'total-resolution'
        | 'confirmation'
        | 'survey'
        | 'follow-up'
        | 'call-back'
        | 'review'
        | 'step:cancel'
        | 'step:label'
        | 'step:transit'
        | 'step:inspection'
        | 'step:refund'
        | 'step:money'
        | 'step:replacement'
        | 'step:delivery'
        | 'step:repair'
        | 'step:repair-limit'
        | 'step:word'
        | 'step:carrier';
      /** @enum {string} */
      state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      dueAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      stoppedAt?: string;
      latenessSeconds?: number;
      /**
       * @description Due on a date whose holidays nobody knows yet: it may move
       * @constant
       */
      provisional?: true;
    };
    /** @description How an after-sales request stands: decided by whom, granted what, done what */
    AfterSales: {
      /** @enum {string} */
      requestType:
        | 'cancel'
        | 'refund-only'
        | 'price-protection'
        | 'lost'
        | 'missing'
        | 'wrong'
        | 'return'
        | 'exchange'
        | 'repair'
        | 'warranty';
      /** @enum {string} */
      stage: 'review' | 'decision' | 'approval' | 'arrangement' | 'tracking' | 'satisfaction';
      verdicts: {
        /** @enum {string} */
        decision: 'approve' | 'deny' | 'human';
        rules: string[];
        by: string;
        /** Format: date-time */
        at: string;
        reasonCode?: string;
      }[];
      /** @enum {string} */
      remedy?: 'cancel' | 'intercept' | 'refund' | 'return' | 'exchange' | 'resend' | 'repair' | 'advance';
      /** @enum {string} */
      freight?: 'shop' | 'customer';
      lines: {
        line: number;
        quantity: number;
        /** @description Decimal, in the currency of the order */
        amount: number;
        /** @enum {string} */
        state: 'awaited' | 'on-the-way' | 'arrived' | 'passed' | 'failed' | 'settled' | 'withdrawn';
      }[];
      steps: {
        /** @enum {string} */
        step:
          | 'cancel'
          | 'intercept'
          | 'label'
          | 'sending'
          | 'transit'
          | 'inspection'
          | 'refund'
          | 'replacement'
          | 'repair'
          | 'coupon'
          | 'claim'
          | 'money'
          | 'delivery';
        /** @enum {string} */
        state: 'running' | 'by-hand' | 'done' | 'failed' | 'undone';
        lines: number[];
        /** @description Decimal, in the currency of the order */
        amount?: number;
      }[];
      /** @enum {string} */
      nextStep?:
        | 'cancel'
        | 'intercept'
        | 'label'
        | 'sending'
        | 'transit'
        | 'inspection'
        | 'refund'
        | 'replacement'
        | 'repair'
        | 'coupon'
        | 'claim'
        | 'money'
        | 'delivery';
      /** @description Decimal, in the currency of the order */
      paid: number;
      /** @description Decimal, in the currency of the order */
      arrived: number;
      /** @enum {string} */
      offered?: 'cancel' | 'intercept' | 'refund' | 'return' | 'exchange' | 'resend' | 'repair' | 'advance';
    };
    Complaint: {
      /** @enum {string} */
      category?:
        | 'attitude'
        | 'slow'
        | 'wrong-information'
        | 'broken-promise'
        | 'quality'
        | 'damage-or-shortage'
        | 'late-delivery'
        | 'refund-delayed'
        | 'price-or-promotion'
        | 'invoice'
        | 'fake'
        | 'false-advertising'
        | 'privacy'
        | 'after-sales-refused';
      /** @description Who is complained about */
      against?: string;
      /** @enum {string} */
      severity: 'severe' | 'other';
      reasons: (
        | 'injury'
        | 'fire'
        | 'food-safety'
        | 'minors'
        | 'data-leak'
        | 'suspected-fake'
        | 'press'
        | 'public-post'
        | 'regulator'
        | 'platform'
        | 'lawyer'
        | 'high-loss'
      )[];
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      outsideDeadlineAt?: string;
      /** @description Asked for, and not come yet */
      evidence: (
        'photo' | 'video' | 'chat-screenshot' | 'order-proof' | 'receipt' | 'parcel-label' | 'medical-record' | 'other'
      )[];
      /** @description Oldest first; none is ever taken away */
      decisions: {
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        at: string;
        /** @description A person as `agent-7`, as events name them */
        by: string;
        /** @enum {string} */
        rank: 'agent' | 'senior' | 'supervisor' | 'manager';
        /** @enum {string} */
        truth: 'confirmed' | 'partly' | 'not-verifiable' | 'refuted';
        /** @enum {string} */
        responsibility: 'shop' | 'shared' | 'third-party' | 'none';
        /** @description Appeals before it */
        round: number;
        reasonCode?: string;
      }[];
      measures: {
        measure: number;
        /** @enum {string} */
        kind:
          | 'apology'
          | 'explanation'
          | 'internal-correction'
          | 'coupon'
          | 'points'
          | 'goodwill'
          | 'refund-by-rule'
          | 'refund-outside'
          | 'replacement'
          | 'punitive';
        /** @description Yuan, or points */
        amount?: number;
        /** @enum {string} */
        state: 'waiting' | 'approved' | 'refused' | 'carried-out';
        /** @enum {string} */
        waitsFor?: 'agent' | 'senior' | 'supervisor' | 'manager';
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        proposedAt: string;
        /** @description A person as `agent-7`, as events name them */
        proposedBy: string;
      }[];
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      resultToldAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      appealUntil?: string;
      appeals: number;
      /** @enum {string} */
      visited?: 'satisfied' | 'unsatisfied' | 'unreached';
      released: boolean;
    };
    CaseLinks: {
      self: string;
      messages: string;
      events: string;
      temporal?: string;
    };
    StoredMessage: {
      /** @description Number by which events name it */
      message: number;
      messageId: string;
      /** @enum {string} */
      direction: 'in' | 'out' | 'note';
      channel: string;
      kind: string;
      agentId?: string;
      text: string;
      attachments: {
        [key: string]: unknown;
      }[];
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      acceptedAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      receivedAt?: string;
    };
    Accepted: {
      /** @description The case that took it: a linked one where this one has ended */
      caseId: string;
      /** @description Number of the stored text */
      message?: number;
      /** @description It had come before; nothing changed */
      duplicate: boolean;
    };
    /** @description More fields by type; instants among them end in At, sums are decimals. */
    CaseEvent: {
      seq: number;
      type: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      at: string;
      /** @description `customer`, `policy`, `system`, or a person as `agent-7` */
      by: string;
      /** @description That person in the shop's staff system */
      agentId?: string;
      /** @description The event for a person to read */
      line: string;
    } & {
      [key: string]: unknown;
    };
    EventPage: {
      items: components['schemas']['Event'][];
      /** @description `after` of the next request: all up to here has been given */
      position: number;
      /** @description Ask again at once; a page may be empty, and more follow */
      more: boolean;
    };
    /** @description What a webhook carries, and what `GET /v1/events` lists. */
    Event: {
      /** @description `<caseId>:<seq>`: the same in a webhook, and at every repetition */
      id: string;
      /** @description Place in the order of all cases */
      position: number;
      shop: string;
      caseId: string;
      /** @description Place in the order of the case, from 1 without a gap */
      seq: number;
      type: string;
      /**
       * Format: date-time
       * @description The instant that counts, not that of writing
       * @example 2026-11-23T09:30:00.000Z
       */
      at: string;
      /** @description `customer`, `policy`, `system`, or a person as `agent-7` */
      by: string;
      /** @description Codes, numbers and instants, by type; no words */
      data: {
        [key: string]: unknown;
      };
    };
    Explanation: {
      caseId: string;
      /** @description Events that were told */
      version: number;
      policy: components['schemas']['PolicyRef'];
      /** @description All that the case has had, in the order of their start */
      clocks: components['schemas']['ClockExplained'][];
      absent: {
        /** @enum {string} */
        name:
          | 'acknowledge'
          | 'answer'
          | 'next-response'
          | 'consultation'
          | 'plan'
          | 'promise'
          | 'decision'
          | 'approval'
          | 'result'
          | 'resolution'
          | 'total-resolution'
          | 'confirmation'
          | 'survey'
          | 'follow-up'
          | 'call-back'
          | 'review'
          | 'step:cancel'
          | 'step:label'
          | 'step:transit'
          | 'step:inspection'
          | 'step:refund'
          | 'step:money'
          | 'step:replacement'
          | 'step:delivery'
          | 'step:repair'
          | 'step:repair-limit'
          | 'step:word'
          | 'step:carrier';
        /** @enum {string} */
        why: 'no-promise' | 'superseded' | 'not-started';
        text: {
          zh: string;
          en: string;
        };
      }[];
      whatIf?: components['schemas']['WhatIf'];
    };
    PolicyRef: {
      name: string;
      version: number;
    };
    ClockExplained: {
      /** @enum {string} */
      name:
        | 'acknowledge'
        | 'answer'
        | 'next-response'
        | 'consultation'
        | 'plan'
        | 'promise'
        | 'decision'
        | 'approval'
        | 'result'
        | 'resolution'
        | 'total-resolution'
        | 'confirmation'
        | 'survey'
        | 'follow-up'
        | 'call-back'
        | 'review'
        | 'step:cancel'
        | 'step:label'
        | 'step:transit'
        | 'step:inspection'
        | 'step:refund'
        | 'step:money'
        | 'step:replacement'
        | 'step:delivery'
        | 'step:repair'
        | 'step:repair-limit'
        | 'step:word'
        | 'step:carrier';
      /** @enum {string} */
      state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
      policy: components['schemas']['PolicyRef'];
      rule: components['schemas']['ClockRuleOutput'];
      calendar: {
        id: string;
        version: number;
        timezone: string;
        /** @description Last date whose holidays are known */
        knownThrough?: string;
      };
      start: components['schemas']['CitedEvent'];
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      countedFrom: string;
      pauses: components['schemas']['ClockPause'][];
      extensions: {
        /** @description Number of the event */
        seq: number;
        type: string;
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        at: string;
        seconds: number;
        reasonCode: string;
      }[];
      /** @description Tier, level, policy, extensions, merges and bots, where they changed this promise */
      changes: {
        /** @description Number of the event */
        seq: number;
        type: string;
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        at: string;
        text: {
          zh: string;
          en: string;
        };
      }[];
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      dueAt: string;
      /** @description Due where holidays or clock changes are not known yet */
      provisional: boolean;
      /** @description Stated the due instant, where it is not counted from the start */
      statedBy?: components['schemas']['CitedEvent'];
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      nextWarningAt?: string;
      /** @description Withdrawn: the fact had been accepted in time and was told late */
      breach?: {
        /** @description Number of the event */
        seq: number;
        type: string;
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        at: string;
        withdrawnBy?: number;
      };
      warnings: components['schemas']['ToldEvent'][];
      escalations: components['schemas']['ToldEvent'][];
      stop?: {
        /** @description Number of the event */
        seq: number;
        type: string;
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        at: string;
        /** @enum {string} */
        outcome: 'met' | 'cancelled';
        latenessSeconds?: number;
      };
      /** @enum {string} */
      supersededBy?:
        | 'acknowledge'
        | 'answer'
        | 'next-response'
        | 'consultation'
        | 'plan'
        | 'promise'
        | 'decision'
        | 'approval'
        | 'result'
        | 'resolution'
        | 'total-resolution'
        | 'confirmation'
        | 'survey'
        | 'follow-up'
        | 'call-back'
        | 'review'
        | 'step:cancel'
        | 'step:label'
        | 'step:transit'
        | 'step:inspection'
        | 'step:refund'
        | 'step:money'
        | 'step:replacement'
        | 'step:delivery'
        | 'step:repair'
        | 'step:repair-limit'
        | 'step:word'
        | 'step:carrier';
      /** @description From the start to the due instant, step by step */
      arithmetic: components['schemas']['PreviewStep'][];
    };
    CitedEvent: {
      /** @description Number of the event */
      seq: number;
      type: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      at: string;
    };
    ClockPause: {
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      from: string;
      /** @description null while it lasts */
      to: string | null;
      /** @description By so much open time the due instant moved */
      openSeconds: number | null;
      /** @description Why others were waited for; absent: the customer had the word */
      reasonCode?: string;
    };
    /** @description Who was told; with notBeforeAt at the end of the quiet hours */
    ToldEvent: {
      /** @description Number of the event */
      seq: number;
      type: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      at: string;
      /** @enum {string} */
      role: 'owner' | 'senior' | 'supervisor' | 'manager';
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      notBeforeAt?: string;
    };
    PreviewStep: {
      /** @enum {string} */
      step: 'start' | 'extended' | 'open' | 'paused' | 'holiday' | 'more' | 'provisional' | 'result';
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      from: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      to?: string;
      /** @description Open time granted, counted, or left out by a pause */
      seconds?: number;
      /** @description By the calendar's wall clock */
      text: {
        zh: string;
        en: string;
      };
    };
    /** @description The case as it was, and as it would be by now */
    WhatIf: {
      /** @description A draft has the number that it would get */
      policy: components['schemas']['PolicyRef'];
      /** @description Id of the calendar that was drafted */
      calendar?: string;
      breaches: {
        appear: number;
        vanish: number;
        move: number;
      };
      clocks: {
        /** @enum {string} */
        name:
          | 'acknowledge'
          | 'answer'
          | 'next-response'
          | 'consultation'
          | 'plan'
          | 'promise'
          | 'decision'
          | 'approval'
          | 'result'
          | 'resolution'
          | 'total-resolution'
          | 'confirmation'
          | 'survey'
          | 'follow-up'
          | 'call-back'
          | 'review'
          | 'step:cancel'
          | 'step:label'
          | 'step:transit'
          | 'step:inspection'
          | 'step:refund'
          | 'step:money'
          | 'step:replacement'
          | 'step:delivery'
          | 'step:repair'
          | 'step:repair-limit'
          | 'step:word'
          | 'step:carrier';
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        countedFrom: string;
        /** @description null: there is no such clock */
        was: {
          /** @enum {string} */
          state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
          /**
           * Format: date-time
           * @example 2026-11-23T09:30:00.000Z
           */
          dueAt: string;
          /**
           * Format: date-time
           * @example 2026-11-23T09:30:00.000Z
           */
          stoppedAt?: string;
        } | null;
        /** @description null: there is no such clock */
        would: {
          /** @enum {string} */
          state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
          /**
           * Format: date-time
           * @example 2026-11-23T09:30:00.000Z
           */
          dueAt: string;
          /**
           * Format: date-time
           * @example 2026-11-23T09:30:00.000Z
           */
          stoppedAt?: string;
        } | null;
        /** @enum {string} */
        breach: 'none' | 'stays' | 'appears' | 'vanishes' | 'moves';
      }[];
    };
    Assigned: {
      caseId: string;
      /** @description Null: in the queue */
      agentId: string | null;
      assignmentVersion: number;
    };
    Ruled: {
      caseId: string;
      /** @description Of the case after it; the ETag */
      version: number;
    };
    /** @description A verdict that was refused for the role or rank of its sender */
    AuditEntry: {
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      at: string;
      /** @description Number of the key, or `admin` */
      key: string;
      role: string;
      /** @description The path that was asked */
      action: string;
      /** @description Of the refusal */
      code: string;
    };
    Merged: {
      caseId: string;
      /** @description The surviving case: what comes for the other lands here */
      into: string;
    };
    Survey: {
      caseId: string;
      round: number;
      outlet: string;
      /** @enum {string} */
      state: 'queued' | 'sent' | 'answered' | 'expired' | 'cancelled';
      /** @description Why it was cancelled: `sms-limit` or `reopened` */
      reason?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      queuedAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      expiresAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      sentAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      answeredAt?: string;
      stars?: number;
      quality?: number;
      speed?: number;
      professionalism?: number;
      wrongAnswer?: boolean;
      text?: string;
    };
    Delivery: {
      /** @description `<caseId>:<seq>`: every send carries it */
      key: string;
      caseId: string;
      seq: number;
      shop: string;
      recipient: string;
      outlet: string;
      template: string;
      /** @enum {string} */
      state: 'pending' | 'delivered' | 'stuck' | 'given-up';
      attempts: number;
      /** @description Why the last attempt failed */
      code?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      nextAttemptAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      deliveredAt?: string;
      /** @enum {string} */
      via?: 'mail' | 'webhook' | 'api';
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt: string;
    };
    Alerts: {
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      checkedAt: string;
      items: components['schemas']['Alert'][];
      /** @description What could not be looked at: nothing is known of these */
      notChecked: (
        | 'forgotten_cases'
        | 'ended_workflows'
        | 'failing_workflow_tasks'
        | 'untold_facts'
        | 'unsent_deliveries'
        | 'stuck_deliveries'
        | 'given_up_deliveries'
        | 'task_queue_backlog'
      )[];
    };
    Alert: {
      /**
       * @description Stable
       * @enum {string}
       */
      code:
        | 'forgotten_cases'
        | 'ended_workflows'
        | 'failing_workflow_tasks'
        | 'untold_facts'
        | 'unsent_deliveries'
        | 'stuck_deliveries'
        | 'given_up_deliveries'
        | 'task_queue_backlog';
      what: string;
      /** @description Absent where it is about the whole installation */
      shop?: string;
      taskQueue?: string;
      count: number;
      /**
       * Format: date-time
       * @description When the oldest of them became one
       * @example 2026-11-23T09:30:00.000Z
       */
      since: string;
      /** @description Up to twenty of the cases, oldest first */
      cases: string[];
      /** @description What is to be done */
      runbook: string;
    };
    WebhookEndpointWithSecret: {
      id: string;
      shop: string;
      url: string;
      messages: boolean;
      events: string[];
      /** @description Absent: every kind */
      kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
      enabled: boolean;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      disabledAt?: string;
      /**
       * @description `gone`: it answered 410. `failing`: every call failed for more than three days
       * @enum {string}
       */
      disabledBecause?: 'gone' | 'failing' | 'by-hand';
      /**
       * Format: date-time
       * @description Every call since then has failed
       * @example 2026-11-23T09:30:00.000Z
       */
      failingSince?: string;
      /**
       * Format: date-time
       * @description Until then the secret before signs too
       * @example 2026-11-23T09:30:00.000Z
       */
      oldSecretUntil?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt: string;
      /** @description Signs every call; shown this once, absent in a replay */
      secret?: string;
    };
    WebhookEndpoint: {
      id: string;
      shop: string;
      url: string;
      messages: boolean;
      events: string[];
      /** @description Absent: every kind */
      kinds?: ('inquiry' | 'complaint' | 'after-sales')[];
      enabled: boolean;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      disabledAt?: string;
      /**
       * @description `gone`: it answered 410. `failing`: every call failed for more than three days
       * @enum {string}
       */
      disabledBecause?: 'gone' | 'failing' | 'by-hand';
      /**
       * Format: date-time
       * @description Every call since then has failed
       * @example 2026-11-23T09:30:00.000Z
       */
      failingSince?: string;
      /**
       * Format: date-time
       * @description Until then the secret before signs too
       * @example 2026-11-23T09:30:00.000Z
       */
      oldSecretUntil?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt: string;
    };
    WebhookDelivery: {
      /** @description `<caseId>:<seq>`, or of a test `test:` and a UUID */
      event: string;
      /** @description The header `webhook-id`, the same at every attempt */
      webhookId: string;
      type: string;
      caseId?: string;
      seq?: number;
      /** @enum {string} */
      state: 'pending' | 'delivered' | 'given-up';
      attempts: number;
      /** @description What it answered last; absent where it did not answer */
      responseStatus?: number;
      /** @description Why the last attempt failed */
      code?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      nextAttemptAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      deliveredAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt: string;
    };
    CreatedApiKey: {
      id: string;
      /** @description Null: every shop */
      shop: string | null;
      /** @enum {string} */
      role: 'service' | 'agent' | 'senior' | 'supervisor' | 'manager' | 'qa' | 'admin';
      name: string;
      /** @description Start of the key, to tell keys apart */
      prefix: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      expiresAt?: string;
      /** @description Shown this once, absent in a replay: it is kept nowhere */
      key?: string;
    };
    ApiKey: {
      id: string;
      /** @description Null: every shop */
      shop: string | null;
      /** @enum {string} */
      role: 'service' | 'agent' | 'senior' | 'supervisor' | 'manager' | 'qa' | 'admin';
      name: string;
      /** @description Start of the key, to tell keys apart */
      prefix: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      expiresAt?: string;
    };
    Shop: {
      id: string;
      /** @description Start of its case ids; never changes */
      prefix: string;
      name: string;
      zone: string;
      locale: string;
      policy: string;
      settings: {
        [key: string]: unknown;
      };
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt: string;
    };
    PreviewAnswer: {
      /**
       * Format: date-time
       * @description Of `add`
       * @example 2026-11-23T09:30:00.000Z
       */
      due?: string;
      /** @description Of `between` */
      openSeconds?: number;
      /**
       * Format: date-time
       * @description Of `next-opening`
       * @example 2026-11-23T09:30:00.000Z
       */
      opensAt?: string;
      /** @description The arithmetic, step by step */
      why: components['schemas']['PreviewStep'][];
    };
    PolicyVersion: {
      name: string;
      /** @description The ETag */
      version: number;
      /** @description Whose own version it is; null: it ships */
      shop: string | null;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt?: string;
      /** @description Number of the key, or `admin` */
      createdBy?: string;
    };
    Policy: {
      name: string;
      /** @description The ETag */
      version: number;
      /** @description Whose own version it is; null: it ships */
      shop: string | null;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt?: string;
      /** @description Number of the key, or `admin` */
      createdBy?: string;
      document: components['schemas']['PolicyDocument'];
    };
    BackTested: {
      /** @description Cases looked at by this request */
      looked: number;
      /** @description Of these cases; add up those of all answers */
      summary: components['schemas']['BackTestTally'][];
      /** @description Those of which a breach appears, vanishes or moves */
      items: components['schemas']['ChangedCase'][];
      /** @description Where to go on; null at the end */
      nextCursor: string | null;
    };
    BackTestTally: {
      /** @enum {string} */
      clock:
        | 'acknowledge'
        | 'answer'
        | 'next-response'
        | 'consultation'
        | 'plan'
        | 'promise'
        | 'decision'
        | 'approval'
        | 'result'
        | 'resolution'
        | 'total-resolution'
        | 'confirmation'
        | 'survey'
        | 'follow-up'
        | 'call-back'
        | 'review'
        | 'step:cancel'
        | 'step:label'
        | 'step:transit'
        | 'step:inspection'
        | 'step:refund'
        | 'step:money'
        | 'step:replacement'
        | 'step:delivery'
        | 'step:repair'
        | 'step:repair-limit'
        | 'step:word'
        | 'step:carrier';
      /** @enum {string} */
      channel: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form';
      /** @enum {string} */
      tier: 'basic' | 'value-added' | 'vip';
      clocks: number;
      /** @description Breaches before */
      before: number;
      /** @description Breaches after */
      after: number;
      appear: number;
      vanish: number;
      move: number;
    };
    ChangedCase: {
      caseId: string;
      /** @enum {string} */
      channel: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form';
      /** @enum {string} */
      tier: 'basic' | 'value-added' | 'vip';
      level: number | null;
      clocks: {
        /** @enum {string} */
        name:
          | 'acknowledge'
          | 'answer'
          | 'next-response'
          | 'consultation'
          | 'plan'
          | 'promise'
          | 'decision'
          | 'approval'
          | 'result'
          | 'resolution'
          | 'total-resolution'
          | 'confirmation'
          | 'survey'
          | 'follow-up'
          | 'call-back'
          | 'review'
          | 'step:cancel'
          | 'step:label'
          | 'step:transit'
          | 'step:inspection'
          | 'step:refund'
          | 'step:money'
          | 'step:replacement'
          | 'step:delivery'
          | 'step:repair'
          | 'step:repair-limit'
          | 'step:word'
          | 'step:carrier';
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        countedFrom: string;
        /** @description null: there is no such clock */
        was: {
          /** @enum {string} */
          state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
          /**
           * Format: date-time
           * @example 2026-11-23T09:30:00.000Z
           */
          dueAt: string;
          /**
           * Format: date-time
           * @example 2026-11-23T09:30:00.000Z
           */
          stoppedAt?: string;
        } | null;
        /** @description null: there is no such clock */
        would: {
          /** @enum {string} */
          state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
          /**
           * Format: date-time
           * @example 2026-11-23T09:30:00.000Z
           */
          dueAt: string;
          /**
           * Format: date-time
           * @example 2026-11-23T09:30:00.000Z
           */
          stoppedAt?: string;
        } | null;
        /** @enum {string} */
        breach: 'none' | 'stays' | 'appears' | 'vanishes' | 'moves';
      }[];
    };
    PolicyApplied: {
      dryRun: boolean;
      looked: number;
      /** @description Cases told; in a dry run those that would be */
      applied: number;
      /** @description Cases on the version already, or of another policy */
      skipped: number;
      /** @description Cases that could not be told just now: repeat with a new Idempotency-Key */
      failed: number;
      summary: components['schemas']['PolicyMoves'][];
      nextCursor: string | null;
    };
    PolicyMoves: {
      /** @enum {string} */
      clock:
        | 'acknowledge'
        | 'answer'
        | 'next-response'
        | 'consultation'
        | 'plan'
        | 'promise'
        | 'decision'
        | 'approval'
        | 'result'
        | 'resolution'
        | 'total-resolution'
        | 'confirmation'
        | 'survey'
        | 'follow-up'
        | 'call-back'
        | 'review'
        | 'step:cancel'
        | 'step:label'
        | 'step:transit'
        | 'step:inspection'
        | 'step:refund'
        | 'step:money'
        | 'step:replacement'
        | 'step:delivery'
        | 'step:repair'
        | 'step:repair-limit'
        | 'step:word'
        | 'step:carrier';
      /** @description Running ones */
      clocks: number;
      earlier: number;
      later: number;
      started: number;
      ended: number;
      /** @description Breaches that appear, because the new deadline is over */
      appear: number;
      /** @description Breaches that vanish: none, for what is breached stays breached */
      vanish: number;
    };
    CalendarVersion: {
      id: string;
      /** @description The ETag */
      version: number;
      /** @description Whose own version it is; null: it ships */
      shop: string | null;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt?: string;
      /** @description Number of the key, or `admin` */
      createdBy?: string;
    };
    Calendar: {
      id: string;
      /** @description The ETag */
      version: number;
      /** @description Whose own version it is; null: it ships */
      shop: string | null;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt?: string;
      /** @description Number of the key, or `admin` */
      createdBy?: string;
      document: components['schemas']['CalendarDocument'];
    };
    Peak: {
      shop: string;
      windows: {
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        from: string;
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        until: string;
      }[];
    };
    WorkOrderWhole: {
      workOrderId: string;
      caseId: string;
      shop: string;
      type: string;
      typeVersion: number;
      state: string;
      /**
       * @description How it ended; absent while it is open
       * @enum {string}
       */
      outcome?: 'done' | 'refused' | 'cancelled';
      title?: string;
      queue: string;
      /** @description An agentId */
      assignee?: string;
      externalParty?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      dueAt?: string;
      /** @description Open past its deadline */
      overdue: boolean;
      /** @description Sums as decimals */
      fields: {
        [key: string]: string | number | boolean;
      };
      attachments: {
        [key: string]: unknown;
      }[];
      /** @description `policy`, or a person as `agent-7` */
      openedBy: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      openedAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      updatedAt: string;
      /** @description The ETag */
      version: number;
      /** @description Those that the caller may make now */
      moves: {
        to: string;
        title: {
          zh: string;
          en: string;
        };
        /** @enum {string} */
        outcome?: 'done' | 'refused' | 'cancelled';
        /** @description Fields that have to have a value after it */
        requires: string[];
      }[];
      /** @description Its newest 200 changes, oldest first */
      history: {
        version: number;
        /** @description Absent at its opening */
        from?: string;
        /** @description The same as `from` where nothing was moved */
        to: string;
        by: string;
        agentId?: string;
        /**
         * Format: date-time
         * @example 2026-11-23T09:30:00.000Z
         */
        at: string;
        fields: {
          [key: string]: string | number | boolean | null;
        };
        reasonCode?: string;
      }[];
    };
    WorkOrder: {
      workOrderId: string;
      caseId: string;
      shop: string;
      type: string;
      typeVersion: number;
      state: string;
      /**
       * @description How it ended; absent while it is open
       * @enum {string}
       */
      outcome?: 'done' | 'refused' | 'cancelled';
      title?: string;
      queue: string;
      /** @description An agentId */
      assignee?: string;
      externalParty?: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      dueAt?: string;
      /** @description Open past its deadline */
      overdue: boolean;
      /** @description Sums as decimals */
      fields: {
        [key: string]: string | number | boolean;
      };
      attachments: {
        [key: string]: unknown;
      }[];
      /** @description `policy`, or a person as `agent-7` */
      openedBy: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      openedAt: string;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      updatedAt: string;
      /** @description The ETag */
      version: number;
    };
    WorkOrderTypeVersion: {
      name: string;
      /** @description The ETag */
      version: number;
      /** @description Whose own version it is; null: it ships */
      shop: string | null;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt?: string;
      /** @description Number of the key, or `admin` */
      createdBy?: string;
    };
    WorkOrderType: {
      name: string;
      /** @description The ETag */
      version: number;
      /** @description Whose own version it is; null: it ships */
      shop: string | null;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt?: string;
      /** @description Number of the key, or `admin` */
      createdBy?: string;
      document: components['schemas']['WorkOrderTypeDocument'];
    };
    AfterSalesReview: {
      /** @enum {string} */
      decision: 'approve' | 'deny' | 'human';
      /** @description Those that decided */
      rules: string[];
      reasons: {
        zh: string;
        en: string;
      };
      grant?: {
        /** @enum {string} */
        remedy: 'cancel' | 'intercept' | 'refund' | 'return' | 'exchange' | 'resend' | 'repair' | 'advance';
        /** @enum {string} */
        freight: 'shop' | 'customer';
        compensation?: {
          /** @enum {string} */
          kind: 'published' | 'price-drop' | 'share' | 'amount';
          amount?: number;
        };
      };
      /** @constant */
      severe?: true;
      /** @description Facts that have to be told first */
      missing?: string[];
    };
    AfterSalesBackTestResult: {
      looked: number;
      changed: number;
      rules: {
        rule: string;
        before: number;
        after: number;
      }[];
      items: {
        id: string;
        requestType: string;
        was: {
          /** @enum {string} */
          decision: 'approve' | 'deny' | 'human';
          rules?: string[];
        };
        would: components['schemas']['AfterSalesVerdict'];
      }[];
    };
    AfterSalesVerdict: {
      /** @enum {string} */
      decision: 'approve' | 'deny' | 'human';
      rules: string[];
    };
    AfterSalesPolicyVersion: {
      name: string;
      /** @description The ETag */
      version: number;
      /** @description Whose own version it is; null: it ships */
      shop: string | null;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt?: string;
      /** @description Number of the key, or `admin` */
      createdBy?: string;
    };
    AfterSalesPolicy: {
      name: string;
      /** @description The ETag */
      version: number;
      /** @description Whose own version it is; null: it ships */
      shop: string | null;
      /**
       * Format: date-time
       * @example 2026-11-23T09:30:00.000Z
       */
      createdAt?: string;
      /** @description Number of the key, or `admin` */
      createdBy?: string;
      document: components['schemas']['AfterSalesPolicyDocument'];
    };
    /** @description The row of the policy: the first that fitted the case */
    ClockRuleOutput: {
      /** @description Open time; 0 where the due instant is stated */
      targetSeconds: number;
      /** @description Told to customers */
      publishedSeconds?: number;
      receiptCounts: boolean;
      ladder: string;
      warnings: {
        /** @enum {string} */
        role: 'owner' | 'senior' | 'supervisor' | 'manager';
        /** @description Of the target in open time */
        share?: number;
        /** @description Before the due instant */
        beforeSeconds?: number;
      }[];
      rungs: {
        afterSeconds: number;
        /** @enum {string} */
        role: 'owner' | 'senior' | 'supervisor' | 'manager';
      }[];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  postMessages: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Message'];
      };
    };
    responses: {
      /** @description Taken in */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CaseSummary'];
        };
      };
    };
  };
  getCases: {
    parameters: {
      query?: {
        shop?: string;
        /** @description Repeat it for several */
        status?:
          | ('open' | 'waiting-customer' | 'waiting-other' | 'resolved' | 'closed')
          | ('open' | 'waiting-customer' | 'waiting-other' | 'resolved' | 'closed')[];
        /** @description An agentId */
        owner?: string;
        channel?: 'chat' | 'wechat' | 'email' | 'hotline' | 'store' | 'social' | 'form';
        kind?: 'inquiry' | 'complaint' | 'after-sales';
        tier?: 'basic' | 'value-added' | 'vip';
        breached?: 'true' | 'false';
        /** @description Open cases whose customer is promised neither an answer nor anything else just now */
        promise?: 'none';
        updatedSince?: string;
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of cases */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Case'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  postCases: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewCase'];
      };
    };
    responses: {
      /** @description Opened */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CaseSummary'];
        };
      };
    };
  };
  getCasesCaseId: {
    parameters: {
      query?: {
        /** @description A messageId: wait up to 3 s until the case has taken it in */
        after?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The case */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Case'];
        };
      };
    };
  };
  getCasesCaseIdMessages: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of messages */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['StoredMessage'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  postCasesCaseIdMessages: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CustomerMessage'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  getCasesCaseIdEvents: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['CaseEvent'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getEvents: {
    parameters: {
      query?: {
        shop?: string;
        /** @description `position` of the page before; 0: from the first */
        after?: number;
        /** @description Repeat it for several */
        type?:
          | (
              | 'opened'
              | 'messageReceived'
              | 'customerTold'
              | 'humanRequested'
              | 'assigned'
              | 'transferred'
              | 'ownerSilent'
              | 'replied'
              | 'planTold'
              | 'noted'
              | 'levelSet'
              | 'tierSet'
              | 'handedOff'
              | 'kindSet'
              | 'classified'
              | 'policySet'
              | 'extended'
              | 'answeredByBot'
              | 'botMissed'
              | 'escalationAcknowledged'
              | 'merged'
              | 'mergedFrom'
              | 'consultationStarted'
              | 'clockWarned'
              | 'clockBreached'
              | 'breachWithdrawn'
              | 'escalated'
              | 'paused'
              | 'resumed'
              | 'resolved'
              | 'confirmationAsked'
              | 'confirmed'
              | 'rejected'
              | 'reopened'
              | 'surveyQueued'
              | 'surveySent'
              | 'surveyCancelled'
              | 'surveyAnswered'
              | 'withdrawn'
              | 'arrivedLate'
              | 'delivered'
              | 'deliveryFailed'
              | 'closed'
              | 'workOrderOpened'
              | 'workOrderMoved'
              | 'workOrderEnded'
              | 'severitySet'
              | 'evidenceAsked'
              | 'evidenceCompleted'
              | 'decided'
              | 'measureProposed'
              | 'measureApproved'
              | 'measureRefused'
              | 'resultTold'
              | 'measureCarriedOut'
              | 'appealed'
              | 'appealRefused'
              | 'visited'
              | 'released'
              | 'passedOn'
              | 'applicationReceived'
              | 'reviewed'
              | 'requestDecided'
              | 'reviewAsked'
              | 'approvalAsked'
              | 'grantApproved'
              | 'grantRefused'
              | 'stepBegun'
              | 'stepByHand'
              | 'stepDone'
              | 'stepFailed'
              | 'undoBegun'
              | 'undoEnded'
              | 'arrivalAsked'
              | 'moneyMissing'
              | 'goodsMoved'
              | 'inspected'
              | 'moneyArrived'
              | 'offered'
              | 'offerAnswered'
              | 'linesWithdrawn'
            )
          | (
              | 'opened'
              | 'messageReceived'
              | 'customerTold'
              | 'humanRequested'
              | 'assigned'
              | 'transferred'
              | 'ownerSilent'
              | 'replied'
              | 'planTold'
              | 'noted'
              | 'levelSet'
              | 'tierSet'
              | 'handedOff'
              | 'kindSet'
              | 'classified'
              | 'policySet'
              | 'extended'
              | 'answeredByBot'
              | 'botMissed'
              | 'escalationAcknowledged'
              | 'merged'
              | 'mergedFrom'
              | 'consultationStarted'
              | 'clockWarned'
              | 'clockBreached'
              | 'breachWithdrawn'
              | 'escalated'
              | 'paused'
              | 'resumed'
              | 'resolved'
              | 'confirmationAsked'
              | 'confirmed'
              | 'rejected'
              | 'reopened'
              | 'surveyQueued'
              | 'surveySent'
              | 'surveyCancelled'
              | 'surveyAnswered'
              | 'withdrawn'
              | 'arrivedLate'
              | 'delivered'
              | 'deliveryFailed'
              | 'closed'
              | 'workOrderOpened'
              | 'workOrderMoved'
              | 'workOrderEnded'
              | 'severitySet'
              | 'evidenceAsked'
              | 'evidenceCompleted'
              | 'decided'
              | 'measureProposed'
              | 'measureApproved'
              | 'measureRefused'
              | 'resultTold'
              | 'measureCarriedOut'
              | 'appealed'
              | 'appealRefused'
              | 'visited'
              | 'released'
              | 'passedOn'
              | 'applicationReceived'
              | 'reviewed'
              | 'requestDecided'
              | 'reviewAsked'
              | 'approvalAsked'
              | 'grantApproved'
              | 'grantRefused'
              | 'stepBegun'
              | 'stepByHand'
              | 'stepDone'
              | 'stepFailed'
              | 'undoBegun'
              | 'undoEnded'
              | 'arrivalAsked'
              | 'moneyMissing'
              | 'goodsMoved'
              | 'inspected'
              | 'moneyArrived'
              | 'offered'
              | 'offerAnswered'
              | 'linesWithdrawn'
            )[];
        limit?: number;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventPage'];
        };
      };
    };
  };
  getCasesCaseIdExplain: {
    parameters: {
      query?: {
        /** @description What if the case had opened under this version */
        policyVersion?: number;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The explanation */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Explanation'];
        };
      };
    };
  };
  postCasesCaseIdExplain: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExplainDraft'];
      };
    };
    responses: {
      /** @description The explanation */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Explanation'];
        };
      };
    };
  };
  postCasesCaseIdReplies: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Reply'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdNotes: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Note'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdHuman: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HumanRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdConfirmation: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Confirmation'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdWithdrawal: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Withdrawal'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdAppeal: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Appeal'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdVisits: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Visit'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdEscalationsSeqAck: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
        /** @description seq */
        seq: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Acknowledgement'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdClaim: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Claim'];
      };
    };
    responses: {
      /** @description Whose case it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assigned'];
        };
      };
    };
  };
  postCasesCaseIdTransfer: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Transfer'];
      };
    };
    responses: {
      /** @description Whose case it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assigned'];
        };
      };
    };
  };
  postCasesCaseIdLevel: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LevelVerdict'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdClassification: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CaseClassification'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdConsultations: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Consultation'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdResolution: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Resolution'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdSeverity: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Severity'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdEvidence: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EvidenceRequest'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdEvidenceComplete: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ByAgent'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdDecision: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Decision'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdMeasures: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MeasureProposal'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdApprovals: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Approval'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdMeasuresMeasureCarriedOut: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
        /** @description measure */
        measure: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ByAgent'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdResult: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ByAgent'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdRelease: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ByAgent'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdPassOn: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PassOn'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  getCasesCaseIdAudit: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of refusals */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AuditEntry'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  postCasesCaseIdHandOff: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HandOff'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdPause: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Pause'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdResume: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Resume'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdExtension: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Extension'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdMerge: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Merge'];
      };
    };
    responses: {
      /** @description The surviving case */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Merged'];
        };
      };
    };
  };
  getSurveys: {
    parameters: {
      query?: {
        shop?: string;
        answered?: 'true' | 'false';
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of surveys */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Survey'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getCasesCaseIdSurveys: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of surveys */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Survey'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  postCasesCaseIdSurveysRoundAnswer: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
        /** @description round */
        round: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SurveyAnswer'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Survey'];
        };
      };
    };
  };
  getDeliveries: {
    parameters: {
      query?: {
        shop?: string;
        state?: 'pending' | 'delivered' | 'stuck' | 'given-up';
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of deliveries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Delivery'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getCasesCaseIdDeliveries: {
    parameters: {
      query?: {
        state?: 'pending' | 'delivered' | 'stuck' | 'given-up';
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of deliveries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Delivery'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  postCasesCaseIdDeliveriesSeqResend: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
        /** @description seq */
        seq: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It will be sent */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            key: string;
          };
        };
      };
    };
  };
  getAlerts: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The alarms that stand now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Alerts'];
        };
      };
    };
  };
  getWebhookEndpoints: {
    parameters: {
      query?: {
        shop?: string;
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them on one page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['WebhookEndpoint'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  postWebhookEndpoints: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewWebhookEndpoint'];
      };
    };
    responses: {
      /** @description Created */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookEndpointWithSecret'];
        };
      };
    };
  };
  deleteWebhookEndpointsId: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  patchWebhookEndpointsId: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookEndpointChange'];
      };
    };
    responses: {
      /** @description Changed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookEndpoint'];
        };
      };
    };
  };
  postWebhookEndpointsIdRotateSecret: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The new secret */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookEndpointWithSecret'];
        };
      };
    };
  };
  postWebhookEndpointsIdTest: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It will be sent */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            event: string;
          };
        };
      };
    };
  };
  getWebhookEndpointsIdDeliveries: {
    parameters: {
      query?: {
        state?: 'pending' | 'delivered' | 'given-up';
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of deliveries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['WebhookDelivery'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  postWebhookEndpointsIdDeliveriesEventResend: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description id */
        id: string;
        /** @description event */
        event: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It will be sent */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            event: string;
          };
        };
      };
    };
  };
  getApiKeys: {
    parameters: {
      query?: {
        shop?: string;
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of keys */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ApiKey'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  postApiKeys: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewApiKey'];
      };
    };
    responses: {
      /** @description Created */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedApiKey'];
        };
      };
    };
  };
  deleteApiKeysId: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoked */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  getShops: {
    parameters: {
      query?: {
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of shops */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Shop'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getShopsShopId: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description shopId */
        shopId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The shop */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Shop'];
        };
      };
    };
  };
  putShopsShopId: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description shopId */
        shopId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewShop'];
      };
    };
    responses: {
      /** @description Changed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Shop'];
        };
      };
      /** @description Made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Shop'];
        };
      };
    };
  };
  postSlaPreview: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json':
          | components['schemas']['PreviewAdd']
          | components['schemas']['PreviewBetween']
          | components['schemas']['PreviewNextOpening'];
      };
    };
    responses: {
      /** @description What the calendar makes of it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PreviewAnswer'];
        };
      };
    };
  };
  getPolicies: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of newest versions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PolicyVersion'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getPoliciesPolicy: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
        /** @description The newest unless told */
        version?: number;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description policy */
        policy: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The policy */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Policy'];
        };
      };
    };
  };
  putPoliciesPolicy: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description policy */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PolicyDocument'];
      };
    };
    responses: {
      /** @description It says what the newest version says; nothing was made */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Policy'];
        };
      };
      /** @description Made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Policy'];
        };
      };
    };
  };
  postPoliciesPolicyBackTest: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description policy */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BackTest'];
      };
    };
    responses: {
      /** @description What would have been */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BackTested'];
          'text/csv': string;
        };
      };
    };
  };
  postPoliciesPolicyApply: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description policy */
        policy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApplyPolicy'];
      };
    };
    responses: {
      /** @description What was done, or would be */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PolicyApplied'];
        };
      };
    };
  };
  getCalendars: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of newest versions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['CalendarVersion'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getCalendarsCalendar: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
        /** @description The newest unless told */
        version?: number;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description calendar */
        calendar: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The calendar */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
        };
      };
    };
  };
  putCalendarsCalendar: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description calendar */
        calendar: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CalendarDocument'];
      };
    };
    responses: {
      /** @description It says what the newest version says; nothing was made */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
        };
      };
      /** @description Made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
        };
      };
    };
  };
  getPeak: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Its windows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Peak'];
        };
      };
    };
  };
  putPeak: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PeakMode'];
      };
    };
    responses: {
      /** @description Set */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Peak'];
        };
      };
    };
  };
  postCasesCaseIdApplication: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AmendedApplication'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdGoods: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GoodsMove'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdInspection: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Inspection'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdRefundArrival: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefundArrival'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdOfferAnswer: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OfferAnswer'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdKeptLines: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KeptLines'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
    };
  };
  postCasesCaseIdRequestDecision: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RequestDecision'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdGrantApproval: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GrantApproval'];
      };
    };
    responses: {
      /** @description Decided */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ruled'];
        };
      };
    };
  };
  postCasesCaseIdWorkOrders: {
    parameters: {
      query?: never;
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description caseId */
        caseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewWorkOrder'];
      };
    };
    responses: {
      /** @description Opened */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkOrderWhole'];
        };
      };
    };
  };
  getWorkOrders: {
    parameters: {
      query?: {
        shop?: string;
        caseId?: string;
        type?: string;
        state?: string;
        /** @description Whether it has not ended */
        open?: 'true' | 'false';
        queue?: string;
        assignee?: string;
        /** @description Those without a deadline are never due */
        dueBefore?: string;
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of work orders */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['WorkOrder'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getWorkOrdersWorkOrder: {
    parameters: {
      query?: {
        /** @description For whom the permitted moves are told, beside the key */
        agentId?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description workOrder */
        workOrder: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The work order */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkOrderWhole'];
        };
      };
    };
  };
  patchWorkOrdersWorkOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description workOrder */
        workOrder: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WorkOrderChange'];
      };
    };
    responses: {
      /** @description The work order after it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkOrderWhole'];
        };
      };
    };
  };
  getWorkOrderTypes: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of newest versions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['WorkOrderTypeVersion'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getWorkOrderTypesWorkOrderType: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
        /** @description The newest unless told */
        version?: number;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description workOrderType */
        workOrderType: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The type */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkOrderType'];
        };
      };
    };
  };
  putWorkOrderTypesWorkOrderType: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description workOrderType */
        workOrderType: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WorkOrderTypeDocument'];
      };
    };
    responses: {
      /** @description It says what the newest version says; nothing was made */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkOrderType'];
        };
      };
      /** @description Made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkOrderType'];
        };
      };
    };
  };
  postAfterSalesReviews: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AfterSalesReviewRequest'];
      };
    };
    responses: {
      /** @description The verdict */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AfterSalesReview'];
        };
      };
    };
  };
  postAfterSalesPoliciesAfterSalesPolicyBackTest: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description afterSalesPolicy */
        afterSalesPolicy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AfterSalesBackTest'];
      };
    };
    responses: {
      /** @description What would change */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AfterSalesBackTestResult'];
          'text/csv': string;
        };
      };
    };
  };
  getAfterSalesPolicies: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of newest versions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AfterSalesPolicyVersion'][];
            /** @description `cursor` of the next page; null on the last */
            nextCursor: string | null;
          };
        };
      };
    };
  };
  getAfterSalesPoliciesAfterSalesPolicy: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
        /** @description The newest unless told */
        version?: number;
      };
      header?: {
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description afterSalesPolicy */
        afterSalesPolicy: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The policy */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AfterSalesPolicy'];
        };
      };
    };
  };
  putAfterSalesPoliciesAfterSalesPolicy: {
    parameters: {
      query?: {
        /** @description Needed with a key of every shop */
        shop?: string;
      };
      header?: {
        /** @description The ETag the decision was made on; 412 when outdated */
        'If-Match'?: string;
        /** @description A UUID or trace id to find the request by */
        'X-Request-Id'?: string;
      };
      path: {
        /** @description afterSalesPolicy */
        afterSalesPolicy: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AfterSalesPolicyDocument'];
      };
    };
    responses: {
      /** @description It says what the newest version says; nothing was made */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AfterSalesPolicy'];
        };
      };
      /** @description Made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AfterSalesPolicy'];
        };
      };
    };
  };
}
