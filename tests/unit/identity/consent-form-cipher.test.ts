import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  ConsentFormError,
  decryptConsentForm,
  encryptConsentForm,
} from '../../../api/identity/consent-form-cipher.ts';
import { frame, utf8 } from '../../../api/identity/crypto/bytes.ts';
import { hmacSha256 } from '../../../api/identity/crypto/digest.ts';
import { generateKeyring, parseKeyring } from '../../../api/identity/crypto/keyring.ts';

const keyring = parseKeyring(generateKeyring());

it('#71 forms of like size lie there in one length, whatever theirs is', () => {
  for (const lengths of [
    [1, 20_000, 65_000],
    [70_000, 108_506, 108_808, 130_000],
  ]) {
    const stored = lengths.map(
      (length) => encryptConsentForm(keyring, randomUUID(), randomBytes(length)).length,
    );
    expect(new Set(stored).size).toBe(1);
  }
});

it('opens what was stored, and nothing that was altered or is another’s', () => {
  const id = randomUUID();
  const form = randomBytes(80_000);
  const stored = encryptConsentForm(keyring, id, form);
  expect(decryptConsentForm(keyring, id, stored).equals(form)).toBe(true);
  expect(() => decryptConsentForm(keyring, randomUUID(), stored)).toThrow(ConsentFormError);
  stored[100] = (stored[100] ?? 0) ^ 1;
  expect(() => decryptConsentForm(keyring, id, stored)).toThrow(ConsentFormError);
});

it('opens a form that an earlier version stored in its own length', () => {
  const id = randomUUID();
  const nonce = randomBytes(12);
  const key = hmacSha256(keyring.consentFormKey, frame('konsilium/v1/consent-form', utf8(id)));
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const stored = Buffer.concat([nonce, cipher.update('%PDF-1.7 old'), cipher.final(), cipher.getAuthTag()]);
  expect(String(decryptConsentForm(keyring, id, stored))).toBe('%PDF-1.7 old');
});
