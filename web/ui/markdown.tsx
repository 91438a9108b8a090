import { Text, Typography } from '@mantine/core';
import { Component, type CSSProperties, Fragment, type ReactNode, useMemo } from 'react';
import { markdownExcess } from '../../markdown/bounds.ts';
import { parseMarkdown } from '../../markdown/parse.ts';
import type { Block, Inline, Line, ListItem } from '../../markdown/types.ts';
import { useText } from '../locales/i18n.ts';
import classes from './markdown.module.css';

/**
 * A physician's text, as docs/markdown.md decides it. One that cannot be drawn fails alone, as it was written: the
 * page around it, and what a moderator can do there, stays.
 */
export function MarkdownText({ children }: { children: string }) {
  return (
    <PlainOnFailure key={children} text={children}>
      <Formatted text={children} />
    </PlainOnFailure>
  );
}

function Formatted({ text }: { text: string }) {
  const blocks = useMemo(() => {
    const parsed = parseMarkdown(text);
    return markdownExcess(parsed) === null ? parsed : null;
  }, [text]);
  if (!blocks) return <PlainText text={text} />;
  return (
    <Typography className={classes.text}>
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parsed anew whenever the text changes
        <BlockOf key={at} block={block} />
      ))}
    </Typography>
  );
}

function PlainText({ text }: { text: string }) {
  const { t } = useText();
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {t('common:markdown.plainly')}
      </Text>
      <div className={classes.plain}>{text}</div>
    </>
  );
}

interface BoundaryProps {
  text: string;
  children: ReactNode;
}

class PlainOnFailure extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <PlainText text={this.props.text} /> : this.props.children;
  }
}

/** Headings of a post begin below those of the page. */
const headings = ['h3', 'h4', 'h5', 'h6'] as const;

function BlockOf({ block }: { block: Block }) {
  switch (block.type) {
    case 'heading': {
      const Heading = headings[block.level - 1] ?? 'h6';
      return <Heading>{inlines(block.line)}</Heading>;
    }
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return <blockquote>{linesOf(block.lines)}</blockquote>;
    case 'list':
      return (
        // biome-ignore lint/a11y/noRedundantRoles: without its own signs Safari no longer tells a list
        <ul role="list">
          {block.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parsed anew whenever the text changes
            <ItemOf key={at} item={item} />
          ))}
        </ul>
      );
    case 'table':
      return <TableOf {...block} />;
    default:
      return <p>{linesOf(block.lines)}</p>;
  }
}

/** Its sign is text, as she typed it, and is copied and printed with it. */
function ItemOf({ item: { sign, level, done, lines } }: { item: ListItem }) {
  const { t } = useText();
  return (
    <li style={{ '--level': level, '--sign': `${sign.length + 1}ch` } as CSSProperties}>
      {`${sign} `}
      {done !== null && (
        <>
          <span role="img" aria-label={t(done ? 'common:markdown.done' : 'common:markdown.notDone')}>
            {done ? '[x]' : '[ ]'}
          </span>{' '}
        </>
      )}
      {linesOf(lines)}
    </li>
  );
}

function TableOf({ align, rows: [head = [], ...rows] }: Extract<Block, { type: 'table' }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <div className={classes.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parsed anew whenever the text changes
              <th key={at} scope="col" style={{ textAlign: align[at] ?? undefined }}>
                {inlines(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parsed anew whenever the text changes
            <tr key={number}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: parsed anew whenever the text changes
                <td key={at} style={{ textAlign: align[at] ?? undefined }}>
                  {inlines(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function linesOf(lines: readonly Line[]): ReactNode {
  return lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parsed anew whenever the text changes
    <Fragment key={at}>
      {at > 0 && <br />}
      {inlines(line)}
    </Fragment>
  ));
}

function inlines(line: Line): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: parsed anew whenever the text changes
  return line.map((part, at) => <Fragment key={at}>{inlineOf(part)}</Fragment>);
}

function inlineOf(part: Inline): ReactNode {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'emphasis':
      return <em>{inlines(part.children)}</em>;
    case 'strong':
      return <strong>{inlines(part.children)}</strong>;
    case 'deleted':
      return <del>{inlines(part.children)}</del>;
    case 'link':
      return (
        <a
          href={part.url}
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          data-named={part.url.endsWith(part.text) ? undefined : true}
        >
          {part.text}
        </a>
      );
  }
}
