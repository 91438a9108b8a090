import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { collectRegexes, type FoundRegex } from './collect-regexes.ts';
import { judgeRegex, type Verdict } from './judge-regexes.ts';
import { longestForPolynomial, type Reviewed, reviewed } from './reviewed.ts';

/**
 * `npm run check:regexes`: fails on every regular expression of the sources whose time grows faster than the text it
 * reads, or of which recheck cannot tell, and shows a text that proves it.
 *
 *   --write    notes the safe ones in safe.json, so that the next run need not ask again
 *   --afresh   asks about all of them, whatever is noted
 */

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folders = ['api', 'web', 'moderation', 'analytics', 'markdown'].filter((folder) =>
  existsSync(path.join(root, folder)),
);
/** Written by `--write`: `/source/flags` of each that recheck has called safe. */
const notes = path.join(import.meta.dirname, 'safe.json');
/** Each takes recheck from a tenth of a second to several: more of them are to be noted. */
const mostWithoutNote = 40;

const [afresh, write] = ['--afresh', '--write'].map((flag) => process.argv.includes(flag));
const say = (line: string) => process.stdout.write(`${line}\n`);
const nameOf = ({ source, flags }: { source: string; flags: string }) => `/${source}/${flags}`;

const known = new Set(afresh ? [] : z.array(z.string()).parse(JSON.parse(readFileSync(notes, 'utf8'))));
const found = collectRegexes(root, folders);
const excused = new Map(found.map((regex) => [regex, excuseFor(regex)]));
const verdicts = await judgeAll(
  found.filter((regex) => {
    const excuse = excused.get(regex);
    return !excuse || excuse.longest !== undefined;
  }),
);
const safe = found.filter(({ pattern }) => pattern && verdictOn(pattern).kind === 'safe');
const faults = found.flatMap(faultOf);
faults.push(...staleEntries());
const names = [...new Set(safe.flatMap(({ pattern }) => (pattern ? [nameOf(pattern)] : [])))].sort();
const unnoted = names.filter((name) => !known.has(name));

if (write) writeFileSync(notes, `${JSON.stringify(names, null, 2)}\n`);
else if (!afresh && unnoted.length > mostWithoutNote) {
  faults.push(
    `${unnoted.length} safe ones are not noted: npm run check:regexes -- --write, with nothing else running`,
  );
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
say(
  `${found.length} regular expressions in ${folders.join(', ')}: ${faults.length === 0 ? 'none takes more than its text is long' : `${faults.length} faults`}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
// Recheck keeps a process of its own, which would hold this one.
process.exit();

async function judgeAll(regexes: readonly FoundRegex[]): Promise<Map<string, Verdict>> {
  const patterns = new Map(
    regexes.flatMap(({ pattern }) => (pattern ? [[nameOf(pattern), pattern] as const] : [])),
  );
  const queue = [...patterns].filter(([name]) => !known.has(name));
  const judged = new Map<string, Verdict>();
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [name, { source, flags }] = next;
      judged.set(name, await judgeRegex(source, flags));
    }
  };
  await Promise.all([work(), work()]);
  return judged;
}

function verdictOn(pattern: { source: string; flags: string }): Verdict {
  const name = nameOf(pattern);
  return known.has(name)
    ? { kind: 'safe' }
    : (verdicts.get(name) ?? { kind: 'unknown', summary: 'not asked' });
}

function excuseFor({ file, pattern }: FoundRegex): Reviewed | null {
  const today = new Date().toISOString().slice(0, 10);
  const entry = reviewed.find(
    (candidate) =>
      candidate.file === file && (candidate.source === undefined || candidate.source === pattern?.source),
  );
  return entry && (entry.until === undefined || today < entry.until) ? entry : null;
}

function faultOf(regex: FoundRegex): string[] {
  const { file, line, pattern, text } = regex;
  const excuse = excused.get(regex);
  const place = `${file}:${line} ${text.length > 200 ? `${text.slice(0, 200)} …` : text}`;
  if (!pattern) return excuse ? [] : [`${place}\n  is not constant: it cannot be checked`];
  const verdict = excuse && excuse.longest === undefined ? null : verdictOn(pattern);
  if (!verdict || verdict.kind === 'safe') return [];
  if (verdict.kind === 'unknown') return [`${place}\n  recheck cannot tell: ${verdict.summary}`];
  const isBounded =
    verdict.kind === 'polynomial' && excuse?.longest !== undefined && excuse.longest <= longestForPolynomial;
  return isBounded ? [] : [`${place}\n  ${verdict.summary}: ${verdict.attack}`];
}

/** An excuse without its expression would excuse the next one. */
function staleEntries(): string[] {
  const used = new Set(excused.values());
  return reviewed
    .filter((entry) => entry.until === undefined && !used.has(entry))
    .map(({ file, source = 'any' }) => `reviewed.ts excuses ${source} in ${file}, which is not there`);
}
