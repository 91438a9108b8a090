import { describe, expect, it } from 'vitest';
import { easyWords } from '../../api/accounts/easy-words.ts';
import { checkPassword } from '../../api/accounts/policy.ts';
import { weaknessOf } from '../../api/accounts/weak-passwords.ts';
import { makePassphrase } from '../../api/admin/terminal.ts';
import { cpuTimeOf, explodes } from '../support/cpu-time.ts';

const own = ['anna.svensson@example.test', 'Anna Svensson', 'TEST-1234567'];
const weakness = (password: string) => weaknessOf(password, own);

describe('a password that is easily guessed is refused with the reason', () => {
  it.each([
    ['aaaaaaaaaaaa', 'PASSWORD_PATTERN'],
    ['a'.repeat(1000), 'PASSWORD_PATTERN'],
    ['abcabcabcabc', 'PASSWORD_PATTERN'],
    ['abcdefghijklmnop', 'PASSWORD_PATTERN'],
    ['hejsanhejsan', 'PASSWORD_PATTERN'],
    ['password1234', 'PASSWORD_COMMON'],
    ['P4ssw0rd2026', 'PASSWORD_COMMON'],
    ['qwertyuiop12', 'PASSWORD_COMMON'],
    ['123456789012', 'PASSWORD_COMMON'],
    ['lösenord1234', 'PASSWORD_COMMON'],
    ['Sommaren2026!', 'PASSWORD_COMMON'],
    ['Välkommen2026', 'PASSWORD_COMMON'],
    ['sjukhuset123', 'PASSWORD_COMMON'],
    ['karolinska2026', 'PASSWORD_COMMON'],
    ['Konsilium2026!', 'PASSWORD_COMMON'],
    ['salasana1234', 'PASSWORD_COMMON'],
    ['anna.svensson@example.test', 'PASSWORD_PERSONAL'],
    ['Anna.Svensson@example.test1', 'PASSWORD_PERSONAL'],
    ['svenssonanna12', 'PASSWORD_PERSONAL'],
    ['Annasvensson', 'PASSWORD_PERSONAL'],
    ['TEST-1234567', 'PASSWORD_PERSONAL'],
    ['19850709-9805', 'PASSWORD_PERSONAL'],
    ['198507099805', 'PASSWORD_PERSONAL'],
  ])('%s: %s', async (password, code) => {
    expect(await checkPassword('password', password, own)).toEqual([{ field: 'password', code }]);
  });
});

describe('a good one passes, whatever it is made of', () => {
  it.each([
    'grönt te i granskogen',
    'tallar mot kvällshimlen',
    'correct horse battery staple',
    'kolme harmaata kissaa sateessa',
    'j8K2!xpQz91m',
    '🐕🐈🌲🏔️🚲🍎🎻🛶⚓🌻☕🧭',
    'en alldeles egen mening som ingen annan kommer på, med flera hundra tecken '.repeat(12),
  ])('%s', async (password) => {
    expect(await checkPassword('password', password, own)).toEqual([]);
  });

  it('so do those that are made here, also the demo’s', async () => {
    for (let at = 0; at < 20; at += 1) {
      const made = makePassphrase();
      expect(await weakness(made)).toBeNull();
      expect(await weakness(made.split('-').slice(0, 3).join('-'))).toBeNull();
    }
  });
});

it('no password takes long to look at', async () => {
  const pieces = ['a', '1', 'ab', 'password', 'p4$$w0rd', '4@8({[<369&#!1/|0$5+7%2', '20202020', 'qwerty1'];
  const more = [
    'q1w2e3r4t5y6',
    '@$@$@$4431',
    '11/11/11',
    '2011-11-11',
    '!¡1|',
    'ﬃ',
    'İ',
    '😀',
    easyWords.join(''),
  ];
  let longest = 0;
  for (const piece of [...pieces, ...more]) {
    const worst = piece.repeat(1000).slice(0, 1000);
    await weakness(worst);
    longest = Math.max(longest, await cpuTimeOf(() => weakness(worst)));
  }
  expect(longest, 'milliseconds of CPU').toBeLessThan(explodes);
});
