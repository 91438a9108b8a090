/**
 * A text of the service's without what chance and the machine's clock put there: ids by what they stand for; times of the
 * machine, keys, tags, signatures and ciphertexts by their kind.
 * @param labels by random ids. @param known ids that are the same in every run.
 */
export function withoutChance(
  text: string,
  labels: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): string {
  return (
    text
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) =>
        known.has(id) ? id : `<${labels.get(id) ?? 'random id'}>`,
      )
      .replaceAll(/\\\\x([0-9a-f]+)/g, (_, hex: string) => `<${hex.length / 2} bytes>`)
      .replaceAll(/(?<=[?&]s=)[\w-]{22}/g, '<signature>')
      .replaceAll(/"(cursor|startCursor|endCursor)":"[\w-]+"/g, '"$1":"<cursor>"')
      .replaceAll(
        /"(groupKey|hash|ephemeral|sid|pageMarker|draftKey)":"([^"]+)"/g,
        (_, name, value) => `"${name}":"<${value.length}>"`,
      )
      .replaceAll(/"commitments":\[[^\]]*\]/g, '"commitments":[]')
      .replaceAll(/(groupKey|commitments)\\":(\\"|\[)[^,}\]]+/g, '$1')
      // Random, of an image's file.
      .replaceAll(/"etag": ?"[\w-]{22}"/g, '"etag":"<etag>"')
      .replaceAll(/\["etag","\\"[\w-]{22}\\""\]/g, '["etag","<etag>"]')
      .replaceAll(/"(expire|expires)": ?"[^"]+"/g, '"$1":"<time>"')
      // Counted by the whole machine.
      .replaceAll(/"(horizon|settled)": ?\d+/g, '"$1":"<transaction>"')
      // express-session subtracts two readings of the machine's clock: 12 hours, or a millisecond less.
      .replaceAll(
        /"originalMaxAge": ?(\d+)/g,
        (_, ms: string) => `"originalMaxAge":"${Math.round(Number(ms) / 1000)} s"`,
      )
      .replaceAll(/[\w-]+@example\.test/g, '<address>')
  );
}
