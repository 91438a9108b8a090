import { Typography } from '@mantine/core';
import Markdown, { type Components } from 'react-markdown';
import { Link } from 'react-router';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import classes from './legal-text.module.css';

/** Links between our own pages stay in this one; tables scroll by themselves on a narrow screen. */
const components: Components = {
  a: ({ node: _node, href = '', children }) =>
    href.startsWith('/') ? <Link to={href}>{children}</Link> : <a href={href}>{children}</a>,
  table: ({ node: _node, ...props }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <div className={classes.table} tabIndex={0}>
      <table {...props} />
    </div>
  ),
};

/** A document of ours: its headings begin below the page's own. */
export function LegalText({ children }: { children: string }) {
  return (
    <Typography className={classes.text}>
      <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components}>
        {children}
      </Markdown>
    </Typography>
  );
}
