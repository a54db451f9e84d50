import { createServer } from 'node:http';
import { loadConfig } from '../../../config.ts';
import { createLog } from '../../../log.ts';
import { endWhenTold } from '../../../service.ts';

const config = loadConfig(process.env);
const server = createServer((_request, response) => response.end('{}'));
server.listen(config.api.port, config.api.host);
endWhenTold(createLog('api', 'info'), 5000, () => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
