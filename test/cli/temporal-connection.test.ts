import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { ConfigError, loadConfig, loadEmbeddedConfig } from '../../config.ts';
import { temporalConnection } from '../../temporal-connection.ts';

const DATABASE = { DATABASE_URL: 'postgres://db/caseloop' };
const SERVERS = { ...DATABASE, TEMPORAL_ADDRESS: 'temporal:7233' };
const SECRET = 'not-to-be-shown';

const folder = mkdtempSync(join(tmpdir(), 'caseloop-temporal-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function written(text: string, path = join(folder, 'file')): string {
  writeFileSync(path, text);
  return path;
}

const tlsFile = (name: string): string => fileURLToPath(new URL(`../support/tls/${name}`, import.meta.url));
const CA = { TEMPORAL_TLS_SERVER_CA_CERT_PATH: tlsFile('ca.crt'), TEMPORAL_TLS_SERVER_NAME: 'server.test' };
const CLIENT = {
  TEMPORAL_TLS_CLIENT_CERT_PATH: tlsFile('client.crt'),
  TEMPORAL_TLS_CLIENT_KEY_PATH: tlsFile('client.key'),
};

const reached = (env: Record<string, string>) => loadConfig({ ...DATABASE, ...env }).temporal;

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig({ ...DATABASE, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('settings alone', () => {
  const connectionOf = (env: Record<string, string>) => temporalConnection(reached({ ...SERVERS, ...env }));

  test('are plain text unless something of TLS is given', () => {
    expect(connectionOf({})).toEqual({ address: 'temporal:7233', tls: false });
    expect(connectionOf({ TEMPORAL_API_KEY: 'key' })).toEqual({ address: 'temporal:7233', apiKey: 'key', tls: true });
    expect(connectionOf({ TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' }).tls).toBe(false);
    expect(connectionOf({ TEMPORAL_TLS: 'true' }).tls).not.toBe(false);
    expect(connectionOf({ TEMPORAL_API_KEY_FILE: written('key\n') }).apiKey).toBe('key');
    expect(connectionOf({ TEMPORAL_GRPC_META_TENANT: 'shop' }).metadata).toEqual({ tenant: 'shop' });
  });

  test('that are no address, no switch or a certificate without its key are told', () => {
    expect(faultsOf({ TEMPORAL_ADDRESS: 'temporal', TEMPORAL_TLS: 'yes' })).toEqual([
      'TEMPORAL_ADDRESS is "temporal": host:port is wanted',
      'TEMPORAL_TLS is "yes": true or false is wanted',
    ]);
    expect(faultsOf({ ...SERVERS, TEMPORAL_TLS_CLIENT_CERT_PATH: tlsFile('client.crt') })).toEqual([
      "TEMPORAL_TLS: the client's certificate is given alone: certificate and key go together",
    ]);
    const none = join(folder, 'none.crt');
    expect(faultsOf({ ...SERVERS, TEMPORAL_TLS_SERVER_CA_CERT_PATH: none, API_PORT: '0' })).toEqual([
      'API_PORT is "0": a whole number from 1 to 65535 is wanted',
      `TEMPORAL_TLS_SERVER_CA_CERT_PATH: ${none} cannot be read (ENOENT)`,
    ]);
  });

  test('of TLS or a key without an address are no settings of the embedded Temporal', () => {
    expect(() => loadEmbeddedConfig({ TEMPORAL_API_KEY: SECRET })).toThrow(
      'TEMPORAL_ADDRESS is not set, but an API key or TLS is: the embedded Temporal has neither',
    );
  });
});

describe('a profile of a configuration file', () => {
  const FILE = `
    [profile.default]
    address = "one:7233"
    [profile.cloud]
    address = "shop.tmprl.example:7233"
    namespace = "shop.prod"
    api_key = "${SECRET}"
    [profile.cloud.grpc_meta]
    tenant = "shop"
  `;

  test('gives address, namespace, key and headers; settings go before it', () => {
    const TEMPORAL_CONFIG_FILE = written(FILE);
    expect(reached({ TEMPORAL_CONFIG_FILE })).toEqual({ address: 'one:7233', namespace: 'default', tls: false });
    const cloud = { TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: 'cloud' };
    expect(reached(cloud)).toEqual({
      address: 'shop.tmprl.example:7233',
      namespace: 'shop.prod',
      apiKey: SECRET,
      tls: true,
      metadata: { tenant: 'shop' },
    });
    const own = { ...cloud, TEMPORAL_ADDRESS: 'own:7233', TEMPORAL_NAMESPACE: 'test', TEMPORAL_API_KEY: 'own' };
    expect(reached(own)).toMatchObject({ address: 'own:7233', namespace: 'test', apiKey: 'own' });
  });

  test("lies where Temporal's own tools look when only its name is given, and is not looked for without", () => {
    mkdirSync(join(folder, 'temporalio'));
    written(FILE, join(folder, 'temporalio', 'temporal.toml'));
    const places = { XDG_CONFIG_HOME: folder, HOME: folder, APPDATA: folder };
    expect(loadEmbeddedConfig(places).temporal).not.toHaveProperty('address');
    if (process.platform === 'linux') {
      expect(reached({ ...places, TEMPORAL_PROFILE: 'cloud' }).namespace).toBe('shop.prod');
    }
  });

  test.each([
    ['is not there', 'TEMPORAL_PROFILE is "other": no such profile', FILE, 'other'],
    ['lies in no table', 'TEMPORAL_CONFIG_FILE: PATH has no table [profile]', '', 'cloud'],
    ['has a misspelt key', 'key(s) unrecognized in profile.cloud: adress', '[profile.cloud]\nadress = "a:1"', 'cloud'],
    [
      'has an address without a port',
      'TEMPORAL_CONFIG_FILE: address of the profile cannot be used: host:port is wanted',
      '[profile.cloud]\naddress = "shop.example"',
      'cloud',
    ],
    ['is no TOML', 'TEMPORAL_CONFIG_FILE: PATH is no TOML (line 2)', `[profile.cloud]\napi_key = ${SECRET}`, 'cloud'],
  ])('that %s is told without the secrets in it', (_what, fault, text, name) => {
    const TEMPORAL_CONFIG_FILE = written(text);
    const faults = faultsOf({ TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: name });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault.replace('PATH', TEMPORAL_CONFIG_FILE));
    expect(faults[0]).not.toContain(SECRET);
  });

  test('whose file is not there is told', () => {
    const none = join(folder, 'none.toml');
    expect(faultsOf({ TEMPORAL_CONFIG_FILE: none })).toEqual([`TEMPORAL_CONFIG_FILE: ${none} cannot be read (ENOENT)`]);
  });
});

describe('a Temporal that asks for a client certificate', () => {
  let server: Server;
  let address = '';

  beforeAll(async () => {
    const [key, cert, ca] = ['server.key', 'server.crt', 'ca.crt'].map((name) => readFileSync(tlsFile(name)));
    const [host = '', port] = inject('temporalAddress').split(':');
    const options = { key, cert, ca, requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] };
    server = createServer(options, (client) => {
      const temporal = connect(Number(port), host);
      client.pipe(temporal).pipe(client);
      client.on('error', () => temporal.destroy());
      temporal.on('error', () => client.destroy());
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    address = `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  });
  afterAll(() => {
    server.close();
  });

  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  const options = (env: Record<string, string>) =>
    temporalConnection(reached({ TEMPORAL_ADDRESS: address, ...CA, ...env }));

  test('is reached by API and worker with the certificate, and by nobody without', async () => {
    const client = await Connection.connect(options(CLIENT));
    ends.push(() => client.close());
    const native = await NativeConnection.connect(options(CLIENT));
    ends.push(() => native.close());
    for (const { workflowService } of [client, native]) {
      const { namespaceInfo } = await workflowService.describeNamespace({ namespace: 'default' });
      expect(namespaceInfo?.name).toBe('default');
    }
    await expect(Connection.connect({ ...options({}), connectTimeout: '2s' })).rejects.toThrow();
    await expect(NativeConnection.connect(options({}))).rejects.toThrow();
  });
});
