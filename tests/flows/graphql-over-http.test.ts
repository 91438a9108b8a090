import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointPaths } from '../support/graphql.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

/**
 * What the specification allows or recommends and we do not follow, by audit, each with its reason. An audit that
 * starts to pass must leave this list.
 */
const notFollowed: Record<string, string> = {
  '5A70': 'a GET without a header of its own could be sent by any page: CSRF prevention refuses it',
  D6D5: 'a GET without a header of its own could be sent by any page: CSRF prevention refuses it',
  '6A70': 'a GET without a header of its own could be sent by any page: CSRF prevention refuses it',
};

let server: TestServer;
const members: Partial<Record<keyof typeof endpointPaths, Member>> = {};

beforeAll(async () => {
  server = await startTestServer();
  members.physician = await signInAs(server);
  members.moderation = await signInAs(server, { moderator: true });
  members.operations = await signInAs(server, { status: 'UNVERIFIED', technicalAdmin: true });
});
afterAll(() => server?.close());

describe.each(Object.entries(endpointPaths))('GraphQL over HTTP at the %s endpoint', (endpoint, path) => {
  const audits = serverAudits({
    url: () => new URL(path, server.url).href,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const member = members[endpoint as keyof typeof endpointPaths];
      return fetch(url, { ...init, headers: { ...init.headers, cookie: member?.client.cookie ?? '' } });
    },
  });
  for (const audit of audits) {
    const because = notFollowed[audit.id];
    it(`${audit.id} ${audit.name}${because ? ` (not followed: ${because})` : ''}`, async () => {
      const result = await audit.fn();
      if (because) {
        expect(audit.name, 'a MUST has no exceptions').not.toMatch(/^MUST/);
        expect(result.status, 'it passes: take it off the list').not.toBe('ok');
      } else {
        expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
      }
    });
  }
});

it('every exception names an audit that exists', () => {
  const known = new Set(serverAudits({ url: '' }).map(({ id }) => id));
  expect(Object.keys(notFollowed).filter((id) => !known.has(id))).toEqual([]);
});
