/** `download.ts NAME FOLDER`: has the SDK fetch one of Temporal's programs into a folder. Ended from outside. */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [name, downloadDir = ''] = process.argv.slice(2);
const server = { executable: { type: 'cached-download' as const, downloadDir, ttl: '3650 days' } };
const environment =
  name === 'temporal'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
