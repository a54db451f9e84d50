import type { OpenCase } from '../../domain/open-case.ts';
import { at, Scenario } from './scenario.ts';

export const complain = async (text: string, opening: Partial<OpenCase> = {}): Promise<Scenario> => {
  const life = await Scenario.open({ kind: 'complaint', channel: 'email', level: 2, openedAt: at(text), ...opening });
  await life.says(at(text));
  return life;
};

export const severe = (text: string, complaint: OpenCase['complaint'] = { severe: ['fire'] }): Promise<Scenario> =>
  complain(text, { channel: 'chat', level: 3, complaint });

export const senior = { agent: 'agent-2', rank: 'senior' } as const;
export const supervisor = { agent: 'agent-3', rank: 'supervisor' } as const;
export const manager = { agent: 'agent-4', rank: 'manager' } as const;
export const true_ = { truth: 'confirmed', responsibility: 'shop' } as const;
export const untrue = { truth: 'refuted', responsibility: 'none' } as const;

/** A complaint whose result has been told, with one coupon within the senior's limit. */
async function answered(text: string): Promise<Scenario> {
  const life = await complain(text);
  await life.verdict('decide', at(text), { ...senior, ...true_ });
  await life.verdict('proposeMeasures', at(text), { ...senior, measures: [{ kind: 'coupon', amount: 5_000 }] });
  await life.verdict('tellResult', at(text), senior);
  return life;
}

/** The same, with everything done. */
export async function resolved(text: string): Promise<Scenario> {
  const life = await answered(text);
  await life.verdict('carryOut', at(text), { ...senior, measure: 1 });
  return life;
}
