import { createLog } from '../../../log.ts';
import { endWhenTold, tellReady } from '../../../service.ts';

const busy = setInterval(() => undefined, 1000);
endWhenTold(createLog('worker', 'info'), 5000, () => {
  clearInterval(busy);
  return Promise.resolve();
});
tellReady();
