import { z } from 'zod';

export const onOff = z.enum(['on', 'off']);

/** @param schemes with their colon, as `https:`. */
export const url = (schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    message: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

export const withoutSlash = (address: string): string => address.replace(/\/+$/, '');
