const REFERENCE = /^(?:agent|customer)-(\d+)$/;

/** Whether an event's `by` names a person. */
export const isReference = (by: string): boolean => REFERENCE.test(by);

/** Our number in a reference to a person: 7 in `agent-7` and `customer-7`. The reverse of `agentRef`, `customerRef`. */
export function referenced(reference: string): number {
  const number = Number(REFERENCE.exec(reference)?.[1]);
  if (!Number.isSafeInteger(number)) throw new Error(`${reference} is no reference to an agent or a customer`);
  return number;
}
