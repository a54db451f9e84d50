import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { agentRef } from '../../domain/ids.ts';
import { agentNumber } from '../../store/agents.ts';
import { storeFact } from '../../store/facts.ts';
import { lockCase } from '../../store/intake.ts';
import { scopes } from '../../store/messages.ts';

/** Stores an agent's answer as if it had been accepted at an exact instant, and tells nobody. Its fact's id. */
export function plantAnswer(db: Knex, caseId: string, acceptedAt: number): Promise<string> {
  return db.transaction(async (trx) => {
    await lockCase(trx, caseId);
    const agent = await agentNumber(trx, 'main', 'E-007');
    const { stored } = await storeFact(trx, {
      caseId,
      acceptedAt,
      body: { type: 'agentReplied', agent: agentRef(agent), kind: 'answer', channel: 'chat' },
      message: {
        shop: 'main',
        direction: 'out',
        channel: 'chat',
        scope: scopes.own('reply', caseId),
        messageId: `planted-${randomUUID()}`,
        kind: 'answer',
        agent,
        text: '六个月换一次,亲。',
      },
    });
    return stored.fact.factId;
  });
}
