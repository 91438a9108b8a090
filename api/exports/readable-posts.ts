import type { ExportedAnswer } from '../answers/export-answers.ts';
import type { ExportedQuestion } from '../consultations/export-consultations.ts';
import type { Locale } from '../platform/refusal.ts';
import type { ExportedFile } from './types.ts';
import { type Words, words } from './words.ts';

type Post = ExportedQuestion | ExportedAnswer;

/** Her posts as Markdown, under her name and anonymous ones apart: either file may be shown without the other. */
export function readablePosts(
  noun: 'questions' | 'answers',
  posts: readonly Post[],
  locale: Locale,
): ExportedFile[] {
  const [named, anonymous] = [
    posts.filter(({ face }) => face === 'NAMED'),
    posts.filter(({ face }) => face === 'ANONYMOUS'),
  ];
  const said = words[locale];
  return [
    {
      path: `readable/${noun}-named.md`,
      content: tell(said, said.files[`${noun}Named`], null, named),
    },
    {
      path: `readable/${noun}-anonymous.md`,
      content: tell(said, said.files[`${noun}Anonymous`], said.anonymousWarning, anonymous),
    },
  ];
}

function tell(said: Words, title: string, warning: string | null, posts: readonly Post[]): string {
  const parts = posts.length > 0 ? posts.map((post) => tellPost(said, post)) : [said.nothing];
  return `${[`# ${title}`, ...(warning ? [`> ${warning}`] : []), ...parts].join('\n\n')}\n`;
}

function tellPost(said: Words, post: Post): string {
  const facts = [
    `${said.posted} ${atHour(post.postedAt)}${post.editedAt ? `, ${said.edited} ${atHour(post.editedAt)}` : ''}`,
    ...(post.visibility === 'VISIBLE' ? [] : [said.visibility[post.visibility]]),
    ...(post.editedByModeration ? [said.byModeration] : []),
    ...('tags' in post && post.tags.length > 0 ? [`${said.tags}: ${post.tags.join(', ')}`] : []),
    post.link,
  ];
  const history = [
    ...post.revisions.map(
      ({ replacedAt, title, text }) =>
        `### ${said.earlierText} ${atHour(replacedAt)}\n\n${quote([title, text].filter(Boolean).join('\n\n'))}`,
    ),
    ...post.decisions.map(({ decidedAt, action, rule, statement, appeal }) =>
      [
        `### ${said.decision} ${atHour(decidedAt)}`,
        [action, rule].filter(Boolean).join(', '),
        quote(statement),
        ...(appeal ? [`${said.appeal} ${atHour(appeal.appealedAt)}:`, quote(appeal.text)] : []),
        ...(appeal?.ruling
          ? [`${said.ruling}: ${appeal.ruling.outcome}`, quote(appeal.ruling.statement)]
          : []),
      ].join('\n\n'),
    ),
  ];
  const heading = 'title' in post && post.title !== '' ? post.title : atHour(post.postedAt);
  return [`## ${heading}`, facts.map((fact) => `- ${fact}`).join('\n'), post.text, ...history]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** 2026-11-21 13:00, UTC. */
export const atHour = (time: string): string => time.slice(0, 16).replace('T', ' ');

const quote = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
