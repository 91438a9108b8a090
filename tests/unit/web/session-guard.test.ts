import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { firstValueFrom, of, throwError, timeout } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { createSessionLink, type SessionVerdict } from '../../../web/app/apollo/session-guard.ts';

const query = gql`
  query Feed {
    viewer {
      id
    }
  }
`;

/** Sends one operation as viewer `anna` to a server that gives these answers in turn. */
function send(
  answers: Array<ApolloLink.Result | Error>,
  verdict: SessionVerdict,
  viewerId: string | null = 'anna',
) {
  const verify = vi.fn(async () => verdict);
  const server = vi.fn(() => {
    const answer = answers.shift();
    if (answer instanceof Error) return throwError(() => answer);
    return of(answer ?? { data: null });
  });
  const link = ApolloLink.from([
    createSessionLink({ markerOf: () => 'marker', verify }, viewerId),
    new ApolloLink(server),
  ]);
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const result = firstValueFrom(ApolloLink.execute(link, { query }, { client }).pipe(timeout(200)));
  return { result, verify, server };
}

const own = { data: { viewer: { id: 'anna' } } };
const nobody = { data: { viewer: null } };
const other = { data: { viewer: { id: 'bo' } } };

describe('the session link', () => {
  it('lets an own answer pass without asking', async () => {
    const { result, verify } = send([own], 'same');
    expect(await result).toEqual(own);
    expect(verify).not.toHaveBeenCalled();
  });

  it.each([
    ['an answer for nobody', nobody],
    ['an answer for another', other],
    [
      'an error that says so',
      { data: null, errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] },
    ],
    [
      'an error that says that it is another’s',
      { data: null, errors: [{ message: '', extensions: { code: 'DRAWN_FOR_ANOTHER' } }] },
    ],
    ['a refusal', { data: { postAnswer: { __typename: 'NotAllowedError', message: '' } } }],
    ['a shut endpoint', new ServerError('', { response: new Response('', { status: 401 }), bodyText: '' })],
  ])('sends the operation anew after a new sign-in: %s', async (_name, doubtful) => {
    const { result, verify, server } = send([doubtful, own], 'renewed');
    expect(await result).toEqual(own);
    expect(verify).toHaveBeenCalledOnce();
    expect(server).toHaveBeenCalledTimes(2);
  });

  it('never delivers what was meant for the next viewer of this page (#49)', async () => {
    await expect(send([other], 'changed').result).rejects.toThrow(/Timeout/);
    await expect(send([nobody], 'changed').result).rejects.toThrow(/Timeout/);
  });

  it('delivers an ordinary refusal when the session lives', async () => {
    const refusal = { data: { postAnswer: { __typename: 'NotFoundError', message: 'x' } } };
    expect(await send([refusal], 'same').result).toEqual(refusal);
  });

  it('asks nobody before sign-in', async () => {
    const { result, verify } = send([nobody], 'renewed', null);
    expect(await result).toEqual(nobody);
    expect(verify).not.toHaveBeenCalled();
  });
});
