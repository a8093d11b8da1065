/** Namespaces to the prefix under which the readers know them; "" is a feed's own vocabulary. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ["", ""],
  ["http://purl.org/rss/1.0/", ""],
  ["http://purl.org/net/rss1.1#", ""],
  ["http://my.netscape.com/rdf/simple/0.9/", ""],
  ["http://channel.netscape.com/rdf/simple/0.9/", ""],
  ["http://backend.userland.com/rss", ""],
  ["http://backend.userland.com/rss2", ""],
  ["http://backend.userland.com/rss191", ""],
  ["http://blogs.law.harvard.edu/tech/rss", ""],
  ["http://purl.org/atom/ns#", "atom"],
  ["http://www.w3.org/2005/atom", "atom"],
  ["http://www.sitemaps.org/schemas/sitemap/0.9", ""],
  ["http://www.google.com/schemas/sitemap/0.84", ""],
  ["http://www.google.com/schemas/sitemap-news/0.9", "news"],
  ["http://www.google.com/schemas/sitemap-image/1.1", "image"],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"],
  ["http://www.w3.org/1999/xhtml", "xhtml"],
  ["http://purl.org/dc/elements/1.0/", "dc"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/terms/", "dcterms"],
  ["http://purl.org/rss/1.0/modules/content/", "content"],
  ["http://purl.org/rss/1.0/modules/syndication/", "sy"],
  ["http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"],
  ["http://example.com/dtds/podcast-1.0.dtd", "itunes"],
  ["http://search.yahoo.com/mrss/", "media"],
  ["http://search.yahoo.com/mrss", "media"],
  ["http://rssnamespace.org/feedburner/ext/1.0", "feedburner"],
  ["http://www.w3.org/xml/1998/namespace", "xml"],
  ["http://www.w3.org/2000/svg", "svg"],
  ["http://www.w3.org/1998/math/mathml", "math"],
]);

type SaxAttributes = Readonly<Record<string, { prefix: string; local: string; uri: string; value: string }>>;

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

/**
 * The names of one document as the readers know them: lower case, with the usual prefix of their namespace. Each is
 * worked out once; being one string wherever it stands also makes comparing it quick.
 */
export class XmlNames {
  readonly #prefixes = new Map<string, string | undefined>();
  readonly #names = new Map<string, Map<string, string>>();

  /** The usual prefix of a namespace, or the one that the document writes where it has none. */
  prefixOf(uri: string, written: string): string {
    let usual = this.#prefixes.get(uri);
    if (usual === undefined && !this.#prefixes.has(uri)) {
      usual = NAMESPACES.get(uri.trim().toLowerCase());
      this.#prefixes.set(uri, usual);
    }
    return usual ?? (written === "" ? "" : written.toLowerCase());
  }

  nameOf(prefix: string, local: string): string {
    let names = this.#names.get(prefix);
    if (names === undefined) {
      names = new Map();
      this.#names.set(prefix, names);
    }
    let name = names.get(local);
    if (name === undefined) {
      name = prefix === "" ? local.toLowerCase() : `${prefix}:${local.toLowerCase()}`;
      names.set(local, name);
    }
    return name;
  }

  /** Attribute values by name; the first of a name counts. Declarations of namespaces are left out. */
  attributesOf(given: SaxAttributes): Readonly<Record<string, string>> {
    let attributes: Record<string, string> | undefined;
    for (const written in given) {
      const attribute = given[written];
      if (attribute === undefined) continue;
      const { prefix, local, uri, value } = attribute;
      if (prefix === "xmlns" || (prefix === "" && local === "xmlns")) continue;
      const name = this.nameOf(prefix === "" ? "" : this.prefixOf(uri, prefix), local);
      attributes ??= Object.create(null) as Record<string, string>;
      attributes[name] ??= value;
    }
    return attributes ?? NO_ATTRIBUTES;
  }
}
