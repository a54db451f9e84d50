import { TestWorkflowEnvironment } from '@temporalio/testing';
import { freePort } from '../../cli/embedded/ports.ts';

/** The SDK gives a server five seconds, which a machine at its limits may need for other things. */
const TRIES = 3;

/**
 * A Temporal server whose time is skipped.
 *
 * @param path of the server's program
 */
export async function startTimeSkipping(path: string, triesLeft = TRIES): Promise<TestWorkflowEnvironment> {
  const server = { executable: { type: 'existing-path', path }, port: await freePort() } as const;
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({ server });
  } catch (error) {
    if (triesLeft <= 1) throw error;
    return startTimeSkipping(path, triesLeft - 1);
  }
}
