/** A text that was made to do harm somewhere: to freeze, to stop, to deceive. */
export interface HostileText {
  readonly name: string;
  readonly text: string;
}
