/** What a text of a member is made of. Signs that stand before a line are part of its text: see docs/markdown.md. */
export type Block =
  | { readonly type: 'paragraph' | 'quote'; readonly lines: readonly Line[] }
  | { readonly type: 'heading'; readonly level: number; readonly line: Line }
  | { readonly type: 'list'; readonly items: readonly ListItem[] }
  | { readonly type: 'table'; readonly align: readonly Align[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly type: 'code'; readonly text: string };

export type Align = 'left' | 'center' | 'right' | null;

/** One line as it was typed: a line break is a line break. */
export type Line = readonly Inline[];

export type Inline =
  | { readonly type: 'text' | 'code'; readonly text: string }
  | { readonly type: 'emphasis' | 'strong' | 'deleted'; readonly children: Line }
  | { readonly type: 'link'; readonly url: string; readonly text: string };

export interface ListItem {
  /** As typed, and shown: "-" may mean "no", and numbers are hers. */
  readonly sign: string;
  /** How far it is moved in: 0 to 4. */
  readonly level: number;
  /** Null: not a task. */
  readonly done: boolean | null;
  readonly lines: readonly Line[];
}
