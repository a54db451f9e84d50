/** What is deployed is what the code reads and listens on; none of it needs a Docker engine. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { ConfigError, describeSettings, loadConfig, loadDatabaseUrl } from '../../config.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  deploy: z.object({ replicas: z.number() }).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});
const { services, secrets } = Compose.parse(parse(read('docker-compose.yml'), { merge: true }));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

const ours = Object.entries(services).filter(([, { image }]) => image.startsWith('caseloop:'));

/** What each image reads, of what is set here. Ours read what config.ts does. */
const IMAGE_READS: Readonly<Record<string, readonly string[]>> = {
  postgres: ['POSTGRES_DB', 'POSTGRES_PASSWORD_FILE'],
  'temporalio/admin-tools': ['SQL_PLUGIN', 'SQL_HOST', 'SQL_PORT', 'SQL_USER', 'TEMPORAL_ADDRESS'],
  'temporalio/server': [
    ...['DB', 'POSTGRES_SEEDS', 'DB_PORT', 'POSTGRES_USER', 'BIND_ON_IP'],
    ...['NUM_HISTORY_SHARDS', 'DYNAMIC_CONFIG_FILE_PATH', 'TEMPORAL_ALLOW_NO_AUTH'],
  ],
  'temporalio/ui': ['TEMPORAL_ADDRESS', 'TEMPORAL_DEFAULT_NAMESPACE'],
  caddy: [],
  'axllent/mailpit': ['MP_DATABASE'],
  caseloop: describeSettings().flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name])),
};

/** The environment as compose hands it on when nothing of its own is set. */
const interpolated = (environment: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace(/\$\{\w+:-([^}]*)\}/g, '$1')]),
  );

/** Secret files as they should be made: what is in them is read too. */
function withSecrets(environment: Readonly<Record<string, string>>): Record<string, string> {
  const values: Readonly<Record<string, string>> = {
    DATABASE_URL: 'postgres://postgres:word@postgres:5432/caseloop',
    CASELOOP_ADMIN_KEY: 'k'.repeat(40),
  };
  return Object.fromEntries(
    Object.entries(interpolated(environment)).map(([name, value]) => {
      const plain = name.replace(/_FILE$/, '');
      return plain === name ? [name, value] : [plain, values[plain] ?? ''];
    }),
  );
}

describe('docker-compose.yml', () => {
  test.each(ours)('%s runs what its npm script runs, from a file that is there', (name, { command = [] }) => {
    expect(command.join(' ')).toBe(scripts[name]);
    expect(existsSync(join(ROOT, command.at(-1) ?? ''))).toBe(true);
  });

  test.each(Object.entries(services))('%s is of a pinned version and given only what it reads', (_name, service) => {
    const [image = '', version = ''] = service.image.split(':');
    expect(version).toMatch(/^v?\d+\.\d+/);
    expect(IMAGE_READS[image]).toEqual(expect.arrayContaining(Object.keys(service.environment)));
  });

  test('API and worker can be started with what they are given, and migrate too', () => {
    for (const name of ['api', 'worker']) {
      expect(() => loadConfig(withSecrets(services[name]?.environment ?? {}))).not.toThrow(ConfigError);
    }
    expect(loadDatabaseUrl(withSecrets(services['migrate']?.environment ?? {}))).toContain('@postgres:5432/caseloop');
  });

  test('every secret file that is read is mounted, and every mounted one is declared', () => {
    for (const [, service] of Object.entries(services)) {
      const wanted = Object.entries(service.environment).filter(([name]) => name.endsWith('_FILE'));
      const paths = service.secrets.map((secret) => `/run/secrets/${secret}`);
      expect(paths).toEqual(expect.arrayContaining(wanted.map(([, value]) => value)));
      expect(Object.keys(secrets)).toEqual(expect.arrayContaining(service.secrets));
    }
  });

  test('ports are those that the code listens on, and are published on the loopback address only', () => {
    const config = loadConfig(withSecrets(services['api']?.environment ?? {}));
    const worker = loadConfig(withSecrets(services['worker']?.environment ?? {})).workerMetrics;
    expect(config.api.host).toBe('0.0.0.0');
    expect(config.api.port).toBe(loadConfig({ DATABASE_URL: 'postgres://a/b', TEMPORAL_ADDRESS: 'a:1' }).api.port);
    expect(services['api']?.healthcheck?.test.join(' ')).toContain(`127.0.0.1:${config.api.port}/readyz`);
    expect(services['worker']?.healthcheck?.test.join(' ')).toContain(`127.0.0.1:${worker.port}/metrics`);
    expect(read('Caddyfile')).toContain(`reverse_proxy api:${config.api.port}\n`);
    expect(services['proxy']?.ports).toEqual([`127.0.0.1:${new URL(config.api.publicUrl).port}:3000`]);
    expect(services['temporal']?.ports).toEqual([`127.0.0.1:${config.temporal.address.split(':')[1] ?? ''}:7233`]);
    expect(config.mail.smtpUrl).toBe('smtp://mail:1025');
    for (const { ports } of Object.values(services)) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('the proxy says for whom it asks, and keeps to itself what is not for the public', () => {
    const config = loadConfig(withSecrets(services['api']?.environment ?? {}));
    expect(config.api.trustedProxies).toEqual(['uniquelocal']);
    expect(services['proxy']?.volumes).toEqual(['./Caddyfile:/etc/caddy/Caddyfile:ro']);
    const [, kept = ''] = /@inside path (.*)\n\s*respond @inside 404/.exec(read('Caddyfile')) ?? [];
    expect(kept.split(' ')).toEqual(['/metrics', '/readyz']);
  });

  test('what is waited for is there and can be waited for', () => {
    for (const { depends_on: awaited } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(awaited)) {
        expect(services).toHaveProperty([name]);
        if (condition === 'service_healthy') expect(services[name]?.healthcheck).toBeDefined();
      }
    }
    for (const name of ['api', 'worker']) {
      expect(services[name]?.deploy?.replicas).toBe(2);
      expect(services[name]?.depends_on['migrate']?.condition).toBe('service_completed_successfully');
    }
  });

  test('registers the search attributes that the workflows set', () => {
    const script = services['temporal-namespace']?.command?.join('\n') ?? '';
    const registered = [...script.matchAll(/--name (\w+) --type (\w+)/g)].map(([, name, type]) => [
      name,
      type?.toUpperCase(),
    ]);
    expect(Object.fromEntries(registered)).toEqual(SEARCH_ATTRIBUTES);
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const ignored = read('.dockerignore').split('\n');

  test('is built from files that are there and are let in', () => {
    for (const folder of ['activities', 'api', 'cli', 'worker', 'workflows', 'migrations', 'package.json', '.npmrc']) {
      expect(ignored).toContain(`!${folder}`);
      expect(existsSync(join(ROOT, folder))).toBe(true);
    }
    expect(existsSync(join(ROOT, 'cli/bundle.ts'))).toBe(true);
    const [, bundled] = /cli\/bundle\.ts (\S+)/.exec(dockerfile) ?? [];
    expect(dockerfile).toContain(`CASES_WORKFLOW_BUNDLE=/app/${bundled ?? 'nothing'}`);
  });

  test('takes in every folder that the processes import', () => {
    const rows = [...read('.dependency-cruiser.cjs').matchAll(/^ {4}row\(\s*'([\w-]+)'/gm)].map(
      ([, folder = '']) => folder,
    );
    // the client is for those who call the API
    const wanted = rows.filter((folder) => folder !== 'client');
    expect(ignored).toEqual(expect.arrayContaining(wanted.map((folder) => `!${folder}`)));
  });

  test('runs the API unless told otherwise, as nobody of importance, with what production needs', () => {
    expect(dockerfile).toContain(`CMD ${JSON.stringify(scripts['api']?.split(' ')).replaceAll(',', ', ')}`);
    expect(dockerfile).toContain('USER node');
    expect(dockerfile).toContain('npm ci --omit=dev');
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    expect(Object.keys(dependencies)).toContain('tsx');
  });
});
