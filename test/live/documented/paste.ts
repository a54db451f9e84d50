import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Pasted {
  readonly line: string;
  readonly printed: string;
  /** Status of each answer. */
  readonly answers: readonly number[];
}

/** Runs lines in one shell, as they would be pasted, and tells what each printed and which answers each got. */
export async function paste(
  lines: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Pasted[]> {
  const script = [
    // a machine under load is away at times: the same request again, as the answer asks for
    `curl() { command curl --retry 5 --write-out '%{stderr}HTTP %{http_code}\\n' "$@"; }`,
    ...lines.flatMap((line) => [line, `echo '--- next'; echo '--- next' >&2`]),
  ].join('\n');
  const env = { ...process.env, ...variables };
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { cwd, env });
  const [printed, answered] = [stdout, stderr].map((text) => text.split('--- next\n'));
  return lines.map((line, i) => ({
    line,
    printed: printed?.[i] ?? '',
    answers: [...(answered?.[i] ?? '').matchAll(/^HTTP (\d+)$/gm)].map(([, code]) => Number(code)),
  }));
}
