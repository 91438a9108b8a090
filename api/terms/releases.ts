import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { PlainError } from '../platform/plain-error.ts';
import type { Locale } from '../platform/refusal.ts';
import type { DocumentKind, Release } from './types.ts';

/** The versions that come with the source code. An operator with texts of her own names another folder. */
export const ownReleases = fileURLToPath(new URL('../../docs/terms/', import.meta.url));

const releaseFile = z.strictObject({
  effectiveOn: z.iso.date(),
  kind: z.enum(['material', 'minor']),
  summary: z.strictObject({ sv: z.string().min(5), en: z.string().min(5) }),
});
const folderName = /^\d{4}-\d{2}-\d{2}$/;
const fileNames: Record<DocumentKind, string> = { TERMS: 'terms', PRIVACY: 'privacy' };

const read = new Map<string, Promise<Release[]>>();

/**
 * Every version in the folder, oldest first. Read once per process: a new version comes with a restart.
 * @throws PlainError that names the file at fault.
 */
export function listReleases(folder: string | null): Promise<Release[]> {
  const where = folder ?? ownReleases;
  let releases = read.get(where);
  if (!releases) {
    releases = readReleases(where);
    read.set(where, releases);
  }
  return releases;
}

async function readReleases(folder: string): Promise<Release[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => folderName.test(name)).sort();
  if (names.length === 0) throw new PlainError(`There is no version of the terms in ${folder}.`);
  const releases = await Promise.all(names.map((name) => readRelease(folder, name)));
  if (!releases[0]?.material)
    throw new PlainError(`The first version of the terms in ${folder} must be material.`);
  return releases;
}

async function readRelease(folder: string, version: string): Promise<Release> {
  const file = path.join(folder, version, 'release.json');
  const parsed = releaseFile.safeParse(await readJson(file));
  if (!parsed.success) {
    throw new PlainError(
      `${file}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}.`,
    );
  }
  const text = async (kind: DocumentKind, locale: string) => {
    const name = path.join(folder, version, `${fileNames[kind]}.${locale}.md`);
    const markdown = await readFile(name, 'utf8').catch(() => '');
    if (markdown.trim() === '') throw new PlainError(`${name} is missing or empty.`);
    return markdown;
  };
  const both = async (kind: DocumentKind) => ({ sv: await text(kind, 'sv'), en: await text(kind, 'en') });
  const { effectiveOn, kind, summary } = parsed.data;
  return {
    version,
    effectiveOn,
    material: kind === 'material',
    summary,
    texts: { TERMS: await both('TERMS'), PRIVACY: await both('PRIVACY') },
  };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new PlainError(`${file} is missing or no JSON.`);
  }
}

/** A text as this deployment publishes it. */
export function fillIn(
  text: Record<Locale, string>,
  operator: { name: string; contact: string },
): Record<Locale, string> {
  const fill = (markdown: string) =>
    markdown.replaceAll('{{operator}}', operator.name).replaceAll('{{contact}}', operator.contact);
  return { sv: fill(text.sv), en: fill(text.en) };
}
