import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { loadEmbeddedConfig } from '../../config.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import type { Bundle } from '../../worker/create-worker.ts';
import { progressOn } from '../back-test/progress.ts';
import { explain } from '../explain.ts';
import { openTemporal } from '../temporal.ts';
import type { Say } from '../usage.ts';
import { type Divergence, locate, quietRuntime, reasonOf } from './divergence.ts';
import { type HistoryFile, historyOf, readHistory, runIdIn, workflowIdIn } from './file.ts';

interface Source {
  readonly count: number;
  /** The histories, each with its workflow's id; one that cannot be read is an error in its place. */
  readonly histories: AsyncIterable<Named | Unreadable>;
}

interface Named {
  readonly workflowId: string;
  /** Where it is from, when that is no workflow of Temporal. */
  readonly file?: string;
  readonly history: HistoryFile;
}

interface Unreadable {
  readonly unreadable: Error;
}

const bundleOfSettings = async (): Promise<Bundle> => {
  const { workflowBundle } = loadEmbeddedConfig(process.env);
  return workflowBundle === undefined ? { code: await bundleWorkflows() } : { codePath: workflowBundle };
};

/** `case:CS-… diverged at event 42 (MarkerRecorded): why`. */
function lineOf({ workflowId, file }: Named, { from, to, type, reason }: Divergence): string {
  const where = from === to ? `event ${from}` : `events ${from} to ${to}`;
  return `${workflowId}${file === undefined || file === `${workflowId}.json` ? '' : ` (${file})`} diverged at ${where} (${type}): ${reason}`;
}

const keyOf = (workflowId: string, runId: string | undefined): string => `${workflowId} ${runId ?? ''}`;

/** Replays in one worker, as they come; the exit code. */
async function replayAll({ count, histories }: Source, say: Say): Promise<number> {
  const bundle = await bundleOfSettings();
  const progress = progressOn(process.stderr, 'histories');
  const underWay = new Map<string, Named>();
  let [done, bad] = [0, 0];
  const note = (fault?: string): void => {
    done += 1;
    if (fault !== undefined) {
      bad += 1;
      say(fault);
    }
    progress(done, Math.max(count, done));
  };
  async function* readable() {
    for await (const one of histories) {
      if ('unreadable' in one) note(explain(one.unreadable));
      else {
        underWay.set(keyOf(one.workflowId, runIdIn(one.history)), one);
        yield one;
      }
    }
  }
  for await (const { workflowId, runId, error } of Worker.runReplayHistories({ workflowBundle: bundle }, readable())) {
    const key = keyOf(workflowId, runId);
    const named = underWay.get(key);
    underWay.delete(key);
    if (!error) note();
    else if (!named) note(`${workflowId} diverged: ${reasonOf(error)}`);
    else note(lineOf(named, await locate(bundle, named.history, workflowId, error)));
  }
  say(bad === 0 ? `${done} histories replayed` : `${done - bad} histories replayed, ${bad} did not`);
  if (done === 0) say('Nothing was replayed: that proves nothing.');
  return bad === 0 && done > 0 ? 0 : 1;
}

/** The `.json` files of a folder. No rule reads the workflow's id, so a file's name serves where none is told. */
async function* filesOf(folder: string, names: readonly string[]): AsyncGenerator<Named | Unreadable> {
  for (const name of names) {
    try {
      const history = await Promise.resolve(readHistory(join(folder, name)));
      yield { workflowId: workflowIdIn(history) ?? basename(name, '.json'), file: name, history };
    } catch (error) {
      yield { unreadable: error instanceof Error ? error : new Error(String(error)) };
    }
  }
}

/** `history replay DIR`. @throws Error */
export async function replayFolder(folder: string, say: Say): Promise<number> {
  quietRuntime();
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return replayAll({ count: names.length, histories: filesOf(folder, names) }, say);
}

/** `history replay --query`. @throws Error */
export async function replayQuery(query: string, say: Say): Promise<number> {
  quietRuntime();
  const temporal = await openTemporal();
  try {
    const { count } = await temporal.workflow.count(query);
    async function* histories(): AsyncGenerator<Named> {
      for await (const { workflowId, runId } of temporal.workflow.list({ query })) {
        const fetched = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
        yield { workflowId, history: historyOf(historyToJSON(fetched)) };
      }
    }
    return await replayAll({ count, histories: histories() }, say);
  } finally {
    await temporal.connection.close();
  }
}
