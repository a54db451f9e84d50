/** Lines of CSV (RFC 4180), without the last line break. */
export const csvOf = (lines: readonly (readonly (string | number | null)[])[]): string =>
  lines.map((line) => line.map(field).join(',')).join('\r\n');

function field(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  // a spreadsheet takes what begins like this for a formula
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
