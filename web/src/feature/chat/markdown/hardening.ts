import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize';
import type { StreamdownProps } from 'streamdown';

/**
 * What a model writes is hostile. Three rules hold whatever it writes: HTML is shown as the text it is, because nothing here parses it;
 * the finished tree is sanitised last, so that nothing a step before it made gets past; and addresses are http, https or mailto, or they
 * are dropped.
 */
const schema: Options = {
  ...defaultSchema,
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  attributes: { ...defaultSchema.attributes, a: ['href'], img: ['src', 'alt'] },
};

export const rehypePlugins: NonNullable<StreamdownProps['rehypePlugins']> = [[rehypeSanitize, schema]];
