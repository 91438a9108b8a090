/**
 * The third parties that measure for us. Each knows a physician by a pseudonym of its own, drawn at random, or not at
 * all.
 */
export const processors = ['MIXPANEL', 'BUGSNAG', 'HONEYCOMB'] as const;
export type Processor = (typeof processors)[number];

/**
 * Of what a member agrees to, as the description of the processor puts it. One more with every change that she would
 * want to know of: who agreed to the last version has not agreed to this one.
 */
export const consentVersions: Readonly<Record<Processor, number>> = { MIXPANEL: 1, BUGSNAG: 1, HONEYCOMB: 1 };

/** The same sentence in both languages. */
export interface Text {
  readonly sv: string;
  readonly en: string;
}

/** Whether what is sent bears the pseudonym of whoever did it. ANONYMOUS: never; counted with others' in heaps. */
export type Bearer = 'PSEUDONYM_WITH_CONSENT' | 'ANONYMOUS';

/** One value that is sent, and everything that it can be. */
export interface PropertyDescription {
  readonly name: string;
  readonly purpose: Text;
  /** Every value there is; for a measured number or an id that is drawn at random, what it is in words. */
  readonly values: readonly string[] | Text;
}

/** One kind of thing that is sent: an event, a span, an error. */
export interface ItemDescription {
  readonly name: string;
  readonly bearer: Bearer;
  /** When it is sent. */
  readonly when: Text;
  readonly purpose: Text;
  readonly properties: readonly PropertyDescription[];
}

/** What members read about a processor, and all that it is ever sent. The public page is made of it. */
export interface ProcessorDescription {
  readonly processor: Processor;
  readonly name: string;
  readonly company: string;
  readonly purpose: Text;
  readonly legalBasis: Text;
  /** What is sent while she has not agreed; what changes when she does. */
  readonly withoutConsent: Text;
  readonly withConsent: Text;
  readonly keptWhere: Text;
  readonly keptFor: Text;
  /** What every item bears beside its own properties. */
  readonly everywhere: readonly PropertyDescription[];
  readonly items: readonly ItemDescription[];
}
