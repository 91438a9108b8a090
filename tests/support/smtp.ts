import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a mail server on this machine got, and how it shall behave. */
export interface SmtpStandIn {
  url: string;
  /** What was accepted, in the order of acceptance; sources as they came over the line. */
  accepted: { from: string; to: string; source: string }[];
  /** What clients called themselves. */
  greetedBy: string[];
  /** Connections so far. */
  connections: number;
  /** An answer in the place of the usual one, for each command; `hang` for none at all. */
  answers: Partial<Record<'CONNECT' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'TEXT', string>>;
  /** As `answers.RCPT`, for one address alone. */
  refused: Map<string, string>;
  close(): Promise<void>;
}

/** A mail server on loopback that speaks as much of SMTP (RFC 5321) as it takes to hand in a mail. */
export async function startSmtp(): Promise<SmtpStandIn> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    standIn.connections += 1;
    converse(socket, standIn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const standIn: SmtpStandIn = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted: [],
    greetedBy: [],
    connections: 0,
    answers: {},
    refused: new Map(),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return standIn;
}

function converse(socket: Socket, standIn: SmtpStandIn): void {
  const { answers } = standIn;
  const say = (line: string | undefined, usual: string) => {
    const text = line ?? usual;
    if (text !== 'hang') socket.write(`${text}\r\n`);
  };
  let buffer = '';
  let from = '';
  let to = '';
  let inText = false;
  say(answers.CONNECT, '220 stand-in');
  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8');
    for (;;) {
      const end = inText ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n');
      if (end < 0) return;
      const piece = buffer.slice(0, end);
      buffer = buffer.slice(end + (inText ? 5 : 2));
      if (inText) takeText(piece);
      else takeCommand(piece);
    }
  });

  function takeText(source: string): void {
    inText = false;
    if (answers.TEXT === undefined) standIn.accepted.push({ from, to, source });
    say(answers.TEXT, '250 taken');
  }

  function takeCommand(line: string): void {
    const [verb = ''] = line.toUpperCase().split(/[ :]/);
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (verb === 'EHLO' || verb === 'HELO') {
      standIn.greetedBy.push(line.slice(5));
      say(answers.EHLO, '250 stand-in');
    } else if (verb === 'MAIL') {
      from = address;
      say(answers.MAIL, '250 ok');
    } else if (verb === 'RCPT') {
      to = address;
      say(standIn.refused.get(address) ?? answers.RCPT, '250 ok');
    } else if (verb === 'DATA') {
      inText = answers.DATA === undefined;
      say(answers.DATA, '354 go on');
    } else if (verb === 'QUIT') {
      socket.end('221 bye\r\n');
    } else {
      say(undefined, '250 ok');
    }
  }
}
