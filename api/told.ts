/** How answers tell instants, and what there may be nothing to tell of. */
import { z } from 'zod';

export const instantOut = z.iso.datetime().meta({ examples: ['2026-11-23T09:30:00.000Z'] });

/** A property that is absent where there is nothing to tell. */
export function told<K extends string, V>(key: K, value: V | null | undefined): Partial<Record<K, V>> {
  return value === null || value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

export const iso = (at: Date | number): string => new Date(at).toISOString();

export function toldAt<K extends string>(key: K, at: Date | number | null | undefined): Partial<Record<K, string>> {
  return told(key, at === null || at === undefined ? undefined : iso(at));
}
