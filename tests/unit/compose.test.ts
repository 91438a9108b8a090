import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/** No Docker is at hand here: what the file says is checked, not what an engine makes of it. */
const root = new URL('../../', import.meta.url);
const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  volumes: z.array(z.string()).default([]),
  mem_limit: z.string(),
  cpus: z.number(),
  pids_limit: z.number(),
  security_opt: z.array(z.string()),
  read_only: z.boolean().optional(),
  env_file: z.unknown().optional(),
  profiles: z.array(z.string()).default([]),
});
const compose = z
  .object({
    services: z.record(z.string(), service),
    networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
    secrets: z.record(z.string(), z.object({ file: z.string().regex(/^\.\/secrets\/\w+$/) })),
  })
  .parse(parse(readFileSync(new URL('docker-compose.yml', root), 'utf8'), { merge: true }));
const entries = Object.entries(compose.services);
const nameOf = (name: string) => {
  const found = compose.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
};

describe('docker-compose.yml', () => {
  it('gives each service its own secrets and no more', () => {
    expect(Object.fromEntries(entries.map(([name, { secrets }]) => [name, [...secrets].sort()]))).toEqual({
      proxy: [],
      migrate: ['database_lookup_url', 'database_owner_url', 'database_service_url', 'database_worker_url'],
      api: ['database_lookup_url', 'database_service_url', 'keyring', 'redis_url', 'session_secret'],
      worker: [
        'database_lookup_url',
        'database_service_url',
        'database_worker_url',
        'keyring',
        'redis_url',
        'smtp_url',
      ],
      tools: [
        'database_lookup_url',
        'database_owner_url',
        'database_service_url',
        'keyring',
        'redis_url',
        'session_secret',
      ],
      postgres: ['postgres_password'],
      redis: ['redis_password'],
      storage: [],
    });
  });

  it('hands the owner’s login to the migration and to commands alone, and no secret by environment', () => {
    for (const [name, { environment, env_file }] of entries) {
      expect(env_file, name).toBeUndefined();
      const ofOwner = Object.keys(environment).filter((variable) => /^DATABASE_URL/.test(variable));
      const isItsOwn = name === 'migrate' || name === 'tools';
      expect(ofOwner, name).toEqual(isItsOwn ? ['DATABASE_URL_FILE'] : []);
      for (const [variable, value] of Object.entries(environment)) {
        if (/PASSWORD|SECRET|KEYRING|_URL_FILE|TOKEN/.test(variable)) {
          expect(variable, name).toMatch(/_FILE$/);
          expect(value, name).toMatch(/^\/run\/secrets\//);
        }
      }
    }
  });

  it('every file that is named is a secret of that service', () => {
    for (const [name, { environment, secrets }] of entries) {
      const named = Object.values(environment)
        .filter((value) => value.startsWith('/run/secrets/'))
        .map((value) => value.replace('/run/secrets/', ''));
      for (const file of named) expect(secrets, name).toContain(file);
      for (const secret of secrets) expect(compose.secrets, name).toHaveProperty(secret);
    }
  });

  it('pins images by digest and sets limits', () => {
    for (const [name, { image, build, mem_limit, cpus, pids_limit, security_opt }] of entries) {
      if (build === undefined) expect(image, name).toMatch(/@sha256:[0-9a-f]{64}$/);
      expect(mem_limit, name).toMatch(/^\d+[mg]$/);
      expect(cpus, name).toBeGreaterThan(0);
      expect(pids_limit, name).toBeGreaterThan(0);
      expect(security_opt, name).toContain('no-new-privileges:true');
    }
    const from = readFileSync(new URL('Dockerfile', root), 'utf8').match(/^FROM .*$/gm) ?? [];
    expect(from.length).toBeGreaterThan(0);
    for (const line of from) expect(line).toMatch(/@sha256:[0-9a-f]{64}( AS \w+)?$/);
  });

  it('keeps the proxy from the database and Redis, and all but proxy and worker from the internet', () => {
    const internal = (name: string) => compose.networks[name]?.internal === true;
    const shared = (one: string, other: string) =>
      nameOf(one).networks.filter((network) => nameOf(other).networks.includes(network));
    for (const hidden of ['postgres', 'redis', 'worker', 'migrate'])
      expect(shared('proxy', hidden)).toEqual([]);
    expect(nameOf('tools').profiles, 'never started with the others').toEqual(['tools']);
    expect(shared('postgres', 'redis')).toEqual([]);
    const outward = entries.filter(([, { networks }]) => networks.some((network) => !internal(network)));
    expect(outward.map(([name]) => name).sort()).toEqual(['proxy', 'worker']);
  });
});
