import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Faults } from '../../cli/order-system/faults.ts';
import { REFUSALS } from '../../domain/order-commands.ts';
import { CommandAnswer, CommandBody, OrderAnswer } from '../../order-system/wire.ts';

const text = readFileSync(new URL('../../docs/order-system.md', import.meta.url), 'utf8');
const SCHEMAS = { OrderAnswer, CommandBody, CommandAnswer, Faults };

const examples = [...text.matchAll(/<!-- example: (\w+) -->\n\n```json\n(.*?)```/gs)].flatMap(
  ([, name = '', json = '']) =>
    [JSON.parse(json) as unknown].flat().map((example) => ({ name: name as keyof typeof SCHEMAS, example })),
);

describe('the contract with an order system', () => {
  it.each(examples)('shows a $name as it is read', ({ name, example }) => {
    expect(SCHEMAS[name].safeParse(example).error).toBeUndefined();
  });

  it('shows every command and every answer', () => {
    const shown = (name: keyof typeof SCHEMAS, field: string) =>
      new Set(examples.flatMap((one) => (one.name === name ? [(one.example as Record<string, unknown>)[field]] : [])));
    expect(shown('CommandBody', 'kind')).toEqual(new Set(CommandBody.options.map(({ shape }) => shape.kind.value)));
    expect(shown('CommandAnswer', 'state')).toEqual(
      new Set(CommandAnswer.options.map(({ shape }) => shape.state.value)),
    );
  });

  it('has no JSON that is not checked, and explains every code', () => {
    expect(text.match(/```json/g)).toHaveLength(text.match(/<!-- example: /g)?.length ?? 0);
    expect(REFUSALS.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});
