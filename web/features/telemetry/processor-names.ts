/** As they call themselves, in every language. */
export const processorNames = { MIXPANEL: 'Mixpanel', BUGSNAG: 'Bugsnag', HONEYCOMB: 'Honeycomb' } as const;
