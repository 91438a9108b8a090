import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, settingNames } from '../../api/config.ts';
import { generateKeyring } from '../../api/identity/crypto/keyring.ts';
import { PlainError } from '../../api/platform/plain-error.ts';

const production = {
  NODE_ENV: 'production',
  KONSILIUM_URL: 'https://konsilium.example.test',
  KONSILIUM_TRUSTED_PROXIES: '1',
  DATABASE_URL: 'postgresql://owner:pw@db.example.test/konsilium',
  KONSILIUM_KEYRING: generateKeyring(),
  KONSILIUM_SESSION_SECRET: 'a-secret-that-is-long-enough-for-cookies',
  SMTP_URL: 'smtps://mailer:pw@mail.example.test',
  KONSILIUM_MAIL_FROM: 'konsilium@konsilium.example.test',
  KONSILIUM_OPERATOR_NAME: 'Läkarna i Exempelstad',
  KONSILIUM_OPERATOR_CONTACT: 'dataskydd@konsilium.example.test',
};

function refusalOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof PlainError) return error.message;
    throw error;
  }
  throw new Error('these settings were accepted');
}

describe('the settings', () => {
  it('without any: this machine alone, embedded database, demo', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      port: 4000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4000',
      database: { kind: 'embedded' },
      redisUrl: null,
      secureCookies: false,
      demo: true,
      worker: 'inline',
      anonymityThreshold: 10,
      lookupNoticeDays: 30,
    });
  });

  it('an empty variable is as good as none', () => {
    expect(readConfig({ PORT: ' ', KONSILIUM_TRUSTED_PROXIES: ' ' })).toMatchObject({ port: 4000 });
    expect(readConfig({ DATABASE_URL: '', KONSILIUM_DATA: '' }).database).toEqual({ kind: 'embedded' });
  });

  it('a database of one’s own means no demo, unless told', () => {
    const DATABASE_URL = 'postgres://me@localhost/forum';
    expect(readConfig({ DATABASE_URL })).toMatchObject({
      demo: false,
      database: { kind: 'external', ownerUrl: DATABASE_URL, serviceUrl: null, migrateAtStart: true },
    });
    expect(readConfig({ DATABASE_URL, KONSILIUM_DEMO: 'on' }).demo).toBe(true);
  });

  it('https in the public address means https-only cookies; a slash at its end goes', () => {
    expect(readConfig({ KONSILIUM_URL: 'https://forum.example.test/' })).toMatchObject({
      publicUrl: 'https://forum.example.test',
      secureCookies: true,
    });
  });

  it('secrets may come from files; one that cannot be read is named', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'konsilium-config-'));
    try {
      const file = path.join(folder, 'keyring');
      const keyring = generateKeyring();
      writeFileSync(file, `${keyring}\n`);
      expect(readConfig({ KONSILIUM_KEYRING_FILE: file }).keyring).toBe(keyring);
      expect(refusalOf({ KONSILIUM_SESSION_SECRET_FILE: path.join(folder, 'missing') })).toContain(
        'KONSILIUM_SESSION_SECRET_FILE',
      );
      for (const bad of ['', 'k1.short', `k1.${'A'.repeat(43)}`, 'hunter2']) {
        writeFileSync(file, bad);
        const sentence = refusalOf({ KONSILIUM_KEYRING_FILE: file });
        expect(sentence).toContain('KONSILIUM_KEYRING_FILE');
        expect(sentence).not.toContain('hunter2');
        writeFileSync(file, 'too short');
        expect(refusalOf({ KONSILIUM_SESSION_SECRET_FILE: file })).toContain('KONSILIUM_SESSION_SECRET_FILE');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('every secret may come from a file', () => {
  it.each([
    ['DATABASE_URL', 'postgres://o:hunter2@localhost/x'],
    ['REDIS_URL', 'redis://:hunter2@localhost:6379'],
    ['SMTP_URL', 'smtp://m:hunter2@localhost'],
    ['S3_SECRET_ACCESS_KEY', 'hunter2'],
    ['MIXPANEL_TOKEN', 'hunter2'],
    ['HONEYCOMB_API_KEY', 'hunter2'],
  ])('%s', (name, value) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'konsilium-config-'));
    try {
      const file = path.join(folder, 'secret');
      writeFileSync(file, `${value}\n`);
      const beside = {
        KONSILIUM_MAIL_FROM: 'k@example.test',
        S3_BUCKET: name.startsWith('S3') ? 'images' : '',
        S3_ACCESS_KEY_ID: 'key',
      };
      const read = JSON.stringify(readConfig({ ...beside, [`${name}_FILE`]: file }));
      expect(read).toBe(JSON.stringify(readConfig({ ...beside, [name]: value })));
      expect(read).toContain('hunter2');
      expect(refusalOf({ [name]: value, [`${name}_FILE`]: file })).toContain('not both');
      writeFileSync(file, '\n');
      expect(refusalOf({ [`${name}_FILE`]: file })).toContain(`${name}_FILE`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a process is asked for no secret that it does not need', () => {
  const { SMTP_URL: _mail, KONSILIUM_SESSION_SECRET: _cookies, ...less } = production;
  const roles = {
    DATABASE_URL: '',
    KONSILIUM_DATABASE_SERVICE_URL: 'postgres://s:pw@localhost/x',
    KONSILIUM_DATABASE_LOOKUP_URL: 'postgres://l:pw@localhost/x',
  };

  it('the API: neither the mail server’s nor the job queue’s, where the worker runs elsewhere', () => {
    const { KONSILIUM_SESSION_SECRET } = production;
    const env = { ...less, ...roles, KONSILIUM_SESSION_SECRET, KONSILIUM_WORKER: 'off' };
    expect(readConfig(env).database).toMatchObject({ ownerUrl: null, workerUrl: null });
  });

  it('the worker: none that signs cookies', () => {
    const env = { ...production, ...roles, KONSILIUM_SESSION_SECRET: '' };
    const worker = { ...env, KONSILIUM_DATABASE_WORKER_URL: 'postgres://w:pw@localhost/x' };
    expect(readConfig(worker, 'worker').sessionSecret).toBeNull();
    expect(() => readConfig(worker)).toThrow('KONSILIUM_SESSION_SECRET');
  });

  it('the migration: the owner’s login alone', () => {
    const env = { NODE_ENV: 'production', DATABASE_URL: 'postgres://o:pw@localhost/x' };
    expect(readConfig(env, 'migration').keyring).toBeNull();
  });
});

describe('faulty settings are refused by name', () => {
  it('a variable that does not exist', () => {
    expect(refusalOf({ KONSILIUM_PROT: '4000' })).toContain('KONSILIUM_PROT is not a setting');
  });

  it('other programs’ variables are none of ours', () => {
    expect(readConfig({ HOME: '/somewhere', PGHOST: 'elsewhere' }).port).toBe(4000);
  });

  it.each([
    ['PORT', 'many'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://db.example.test/x'],
    ['REDIS_URL', 'localhost:6379'],
    ['KONSILIUM_URL', 'konsilium.example.test'],
    ['KONSILIUM_DEMO', 'yes'],
    ['KONSILIUM_WORKER', 'on'],
    ['KONSILIUM_ANONYMITY_THRESHOLD', '1'],
    ['KONSILIUM_LOOKUP_NOTICE_DAYS', '366'],
    ['KONSILIUM_LOOKUP_NOTICE_DAYS', '-1'],
    ['KONSILIUM_KEYRING', 'secret'],
    ['KONSILIUM_SESSION_SECRET', 'short'],
    ['KONSILIUM_LOG_LEVEL', 'loud'],
    ['HONEYCOMB_RETENTION_DAYS', '61'],
    ['SMTP_URL', 'mail.example.test'],
    ['SMTP_URL', 'smtp://mail.example.test'],
    ['KONSILIUM_MAIL', 'smtp'],
    ['KONSILIUM_MAIL_FROM', 'Konsilium'],
    ['NODE_ENV', 'staging'],
  ])('%s=%s', (name, value) => {
    expect(refusalOf({ [name]: value })).toContain(name);
  });

  it('all of them in one sentence, and never their values', () => {
    const sentence = refusalOf({
      KONSILIUM_SESSION_SECRET: 'hunter2',
      KONSILIUM_KEYRING: 'swordfish',
      KONSILIUM_X: 'opensesame',
    });
    for (const name of ['KONSILIUM_SESSION_SECRET', 'KONSILIUM_KEYRING', 'KONSILIUM_X']) {
      expect(sentence).toContain(name);
    }
    expect(sentence).not.toMatch(/hunter2|swordfish|opensesame/);
  });

  it('logins of some roles without the owner’s', () => {
    expect(refusalOf({ KONSILIUM_DATABASE_SERVICE_URL: 'postgres://s@localhost/x' })).toContain(
      'KONSILIUM_DATABASE_LOOKUP_URL',
    );
  });
});

describe('production', () => {
  it('starts with everything in its place', () => {
    expect(readConfig(production)).toMatchObject({
      production: true,
      host: '0.0.0.0',
      secureCookies: true,
      demo: false,
      database: { kind: 'external', migrateAtStart: false },
    });
  });

  it.each([
    ['no keyring', { KONSILIUM_KEYRING: '' }, 'KONSILIUM_KEYRING'],
    ['no session secret', { KONSILIUM_SESSION_SECRET: '' }, 'KONSILIUM_SESSION_SECRET'],
    [
      'a published keyring',
      { KONSILIUM_KEYRING: `k1.${'A'.repeat(43)}=` },
      'KONSILIUM_KEYRING is a demo secret',
    ],
    [
      'a published session secret',
      { KONSILIUM_SESSION_SECRET: 'change-me-change-me-change-me-change-me' },
      'KONSILIUM_SESSION_SECRET is a demo secret',
    ],
    ['cookies over http', { KONSILIUM_URL: 'http://konsilium.example.test' }, 'KONSILIUM_URL'],
    ['cookies over http by order', { KONSILIUM_SECURE_COOKIES: 'off' }, 'https'],
    ['https without a proxy', { KONSILIUM_TRUSTED_PROXIES: '' }, 'KONSILIUM_TRUSTED_PROXIES'],
    ['the embedded database', { DATABASE_URL: '' }, 'KONSILIUM_EMBEDDED_IN_PRODUCTION=allow'],
    [
      'a published password of the database',
      { DATABASE_URL: 'postgresql://konsilium_owner:change-me@postgres:5432/konsilium' },
      'DATABASE_URL has a demo password',
    ],
    ['demo data', { KONSILIUM_DEMO: 'on' }, 'KONSILIUM_DEMO must be off'],
    ['no mail', { SMTP_URL: '' }, 'set SMTP_URL and KONSILIUM_MAIL_FROM'],
    ['nobody who answers for the data', { KONSILIUM_OPERATOR_NAME: '' }, 'KONSILIUM_OPERATOR_NAME'],
    ['nobody to reach', { KONSILIUM_OPERATOR_CONTACT: '' }, 'KONSILIUM_OPERATOR_CONTACT'],
  ])('refuses %s', (_what, change, named) => {
    const sentence = refusalOf({ ...production, ...change });
    expect(sentence).toContain('Production refuses to start');
    expect(sentence).toContain(named);
  });

  it('writes mail into a folder when told so', () => {
    expect(readConfig({ ...production, KONSILIUM_MAIL: 'folder' }).mail.smtpUrl).toBeNull();
  });

  it('takes the embedded database when told so', () => {
    const env = { ...production, DATABASE_URL: '', KONSILIUM_EMBEDDED_IN_PRODUCTION: 'allow' };
    expect(readConfig(env).database).toEqual({ kind: 'embedded' });
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').split('\n');
  const settings = lines.flatMap((line) => {
    const [, hash, name, value] = line.match(/^(#?)([A-Z][A-Z0-9_]*)=(.*)$/) ?? [];
    return name && value !== undefined ? [{ name, value, active: hash === '' }] : [];
  });

  it('names every setting, each once, and no other', () => {
    const forComposeAlone = ['SITE_DOMAIN'];
    expect(settings.map(({ name }) => name).sort()).toEqual([...settingNames, ...forComposeAlone].sort());
  });

  it('tells the defaults truly', () => {
    const defaults = readConfig({});
    expect(Object.fromEntries(settings.map(({ name, value }) => [name, value]))).toMatchObject({
      PORT: String(defaults.port),
      KONSILIUM_ANONYMITY_THRESHOLD: String(defaults.anonymityThreshold),
      KONSILIUM_LOOKUP_NOTICE_DAYS: String(defaults.lookupNoticeDays),
      KONSILIUM_LOG_LEVEL: defaults.logLevel,
      KONSILIUM_DATA: path.basename(defaults.dataFolder),
    });
  });

  it('is refused as it stands for its published secrets, and for nothing else', () => {
    const active = Object.fromEntries(
      settings.filter(({ active }) => active).map(({ name, value }) => [name, value]),
    );
    const faults = refusalOf(active).replace('Production refuses to start: ', '').split('; ');
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'KONSILIUM_KEYRING',
      'KONSILIUM_SESSION_SECRET',
      'DATABASE_URL',
      'SMTP_URL',
    ]);
    for (const fault of faults) expect(fault).toContain('that everybody knows');
    const { KONSILIUM_KEYRING, KONSILIUM_SESSION_SECRET, DATABASE_URL, SMTP_URL } = production;
    const mended = { ...active, KONSILIUM_KEYRING, KONSILIUM_SESSION_SECRET, DATABASE_URL, SMTP_URL };
    expect(readConfig(mended).production).toBe(true);
  });

  it('compose hands the containers nothing that the settings refuse', () => {
    const compose = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8');
    const named = [...compose.matchAll(/\bKONSILIUM_[A-Z_]+/g)].map(([name]) => name);
    expect(named.filter((name) => !settingNames.includes(name))).toEqual([]);
    const asked = [...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    expect(asked.filter((name) => !settings.some((setting) => setting.name === name))).toEqual([]);
  });
});
