import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError, loadConfig, loadDatabaseUrl, loadEmbeddedConfig } from '../../config.ts';

const SERVERS = { DATABASE_URL: 'postgres://db/caseloop', TEMPORAL_ADDRESS: 'temporal:7233' };
const SECRET = 'not-to-be-shown';

const folder = mkdtempSync(join(tmpdir(), 'caseloop-config-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function secretFile(value: string): string {
  const path = join(folder, 'secret');
  writeFileSync(path, value);
  return path;
}

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('have defaults; an empty one counts as not set', () => {
    expect(loadConfig({ ...SERVERS, API_PORT: '', SMTP_URL: '' })).toMatchObject({
      api: { host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000' },
      databaseUrl: SERVERS.DATABASE_URL,
      temporal: { address: 'temporal:7233', namespace: 'default', tls: false },
      dataDir: join(process.cwd(), '.caseloop'),
      webhook: { allow: [] },
      logLevel: 'info',
      limits: { perSecond: 200, burst: 2000, caseMessagesPerMinute: 60 },
      workerMetrics: { port: 0 },
      outboxRetrySeconds: 600,
    });
    expect(loadConfig(SERVERS)).not.toHaveProperty('adminKey');
  });

  test('cannot be changed once they are read', () => {
    const config = loadConfig(SERVERS);
    expect(() => Object.assign(config.limits, { burst: 1 })).toThrow(TypeError);
  });

  test('with several faults: all are told, each with the value and what is wanted', () => {
    expect(faultsOf({ API_PORT: '70000', LOG_LEVEL: 'loud', SMTP_URL: SECRET, CASELOOP_ADMIN_KEY: SECRET })).toEqual([
      'API_PORT is "70000": a whole number from 1 to 65535 is wanted',
      'SMTP_URL is not usable: a URL with smtp:// or smtps:// is wanted',
      'CASELOOP_ADMIN_KEY is not usable: at least 32 printable ASCII characters without blanks is wanted',
      'LOG_LEVEL is "loud": fatal, error, warn, info, debug, trace, silent is wanted',
      'DATABASE_URL is not set (only `npm start` brings its own)',
      'TEMPORAL_ADDRESS is not set (only `npm start` brings its own)',
    ]);
  });

  test('of npm start need neither database nor Temporal', () => {
    const config = loadEmbeddedConfig({});
    expect(config).not.toHaveProperty('databaseUrl');
    expect(config.temporal).not.toHaveProperty('address');
  });

  test('that are secret may lie in a file; not both, and the file has to be there', () => {
    const path = secretFile(`${'k'.repeat(40)}\n`);
    expect(loadConfig({ ...SERVERS, CASELOOP_ADMIN_KEY_FILE: path }).adminKey).toBe('k'.repeat(40));
    expect(faultsOf({ ...SERVERS, CASELOOP_ADMIN_KEY_FILE: path, CASELOOP_ADMIN_KEY: 'k'.repeat(40) })).toEqual([
      'CASELOOP_ADMIN_KEY and CASELOOP_ADMIN_KEY_FILE are both set: one of them',
    ]);
    expect(faultsOf({ ...SERVERS, SMTP_URL_FILE: join(folder, 'none') })).toEqual([
      `SMTP_URL_FILE: ${join(folder, 'none')} cannot be read (ENOENT)`,
    ]);
  });

  test('of npm run migrate are the database alone, which may lie in a file too', () => {
    expect(loadDatabaseUrl({ DATABASE_URL_FILE: secretFile(SERVERS.DATABASE_URL), API_PORT: 'unread' })).toBe(
      SERVERS.DATABASE_URL,
    );
    expect(() => loadDatabaseUrl({ DATABASE_URL: '' })).toThrow('DATABASE_URL is not set: the database to bring up');
    expect(() => loadDatabaseUrl({ DATABASE_URL: SECRET })).toThrow('DATABASE_URL is not usable');
  });

  test('a link to every interface leads to localhost, and a given one has no slash at its end', () => {
    expect(loadConfig({ ...SERVERS, API_HOST: '0.0.0.0' }).api.publicUrl).toBe('http://localhost:3000');
    expect(loadConfig({ ...SERVERS, API_HOST: '::1' }).api.publicUrl).toBe('http://[::1]:3000');
    expect(loadConfig({ ...SERVERS, PUBLIC_URL: 'https://care.example/' }).api.publicUrl).toBe('https://care.example');
  });

  test('an address that pages or errors may show names no user and no password, and the fault shows neither', () => {
    for (const name of ['PUBLIC_URL', 'TEMPORAL_UI_URL', 'ORDER_SYSTEM_URL']) {
      for (const given of [
        `https://shop:${SECRET}@orders.example`,
        `https://${SECRET}@orders.example`,
        `ftp://a:${SECRET}@b`,
      ]) {
        expect(
          faultsOf({
            ...SERVERS,
            ORDER_SYSTEM_SECRET: `whsec_${'A'.repeat(32)}`,
            ORDER_SYSTEM_URL: 'https://orders.example',
            [name]: given,
          }),
        ).toEqual([`${name} is not usable: a URL with http:// or https://, without user and password, is wanted`]);
      }
      expect(loadConfig({ ...SERVERS, PUBLIC_URL: 'https://care.example/@shop' }).api.publicUrl).toMatch(/@shop$/u);
    }
  });

  test('hosts that webhooks may reach are separated by commas', () => {
    expect(loadConfig({ ...SERVERS, WEBHOOK_ALLOW: ' shop.local, 10.0.0.7,' }).webhook.allow).toEqual([
      'shop.local',
      '10.0.0.7',
    ]);
  });
});

describe("the shop's order system", () => {
  const url = 'https://orders.example';
  const secret = `whsec_${'A'.repeat(32)}`;

  test('is set by its address and the secret together, or not at all', () => {
    const path = secretFile(secret);
    expect(loadConfig({ ...SERVERS, ORDER_SYSTEM_URL: url, ORDER_SYSTEM_SECRET_FILE: path }).orderSystem).toEqual({
      url,
      secret,
      timeoutMs: 10_000,
    });
    expect(loadConfig(SERVERS)).not.toHaveProperty('orderSystem');
    const together = 'ORDER_SYSTEM_URL and ORDER_SYSTEM_SECRET go together';
    expect(faultsOf({ ...SERVERS, ORDER_SYSTEM_URL: url })).toEqual([`ORDER_SYSTEM_URL is set alone: ${together}`]);
    expect(faultsOf({ ...SERVERS, ORDER_SYSTEM_SECRET: secret })).toEqual([
      `ORDER_SYSTEM_SECRET is set alone: ${together}`,
    ]);
  });

  test('has a secret that cannot be guessed, and is not shown', () => {
    expect(faultsOf({ ...SERVERS, ORDER_SYSTEM_URL: url, ORDER_SYSTEM_SECRET: SECRET })).toEqual([
      'ORDER_SYSTEM_SECRET is not usable: whsec_ and 24 to 64 random bytes in base64 is wanted',
    ]);
  });
});
