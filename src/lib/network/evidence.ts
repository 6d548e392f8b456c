/** An object that members shared, or a target that they acted on. */
export interface EvidenceObject {
  readonly kind: string;
  readonly object: string;
  /** What a text says that is known by its hash; null for other kinds, or where it is not known. */
  readonly text: string | null;
  /** Distinct accounts of the whole platform that shared it in the 28 days. */
  readonly popularity: number;
}

/** Two members, by their places among the picture's names. */
export interface EvidencePair {
  readonly a: number;
  readonly b: number;
  /** Σ 1/ln(2 + popularity) over what they have in common. */
  readonly score: number;
  /** Objects in common, those left out among them. */
  readonly objects: number;
  /** Object, second of the first member, second of the second, one after the other; empty in a block. */
  readonly shared: readonly number[];
}

/** What the edges of a network are made of. Seconds count from the midnight (UTC) of the first of the 28 days. */
export interface NetworkEvidence {
  readonly from: string;
  readonly objects: readonly EvidenceObject[];
  /** Strongest first. */
  readonly pairs: readonly EvidencePair[];
  /** Of a block: member, object, second of the first act, one after the other. */
  readonly acts: readonly number[];
  /** Pairs with something in common that are not listed, members whose pairs were not looked at, and acts. */
  readonly left: { readonly pairs: number; readonly members: number; readonly acts: number };
}

/** An object that two members have in common, and when each first shared it. */
export interface CommonObject {
  readonly object: EvidenceObject;
  readonly a: number;
  readonly b: number;
}

/** What two members have in common. */
export interface Common {
  readonly score: number;
  /** In all; the rows may be fewer. */
  readonly objects: number;
  /** The least popular first. */
  readonly rows: readonly CommonObject[];
}

/** What two members have in common; null where nothing is known of it. */
export function commonOf(evidence: NetworkEvidence, a: number, b: number): Common | null {
  const pair = evidence.pairs.find((other) => isOf(other, a, b));
  if (pair !== undefined && pair.shared.length > 0) return fromPair(evidence, pair, pair.a === a);
  const [own, other] = [actsOf(evidence, a), actsOf(evidence, b)];
  const rows = [...own].flatMap(([place, at]): CommonObject[] => {
    const [object, second] = [evidence.objects[place], other.get(place)];
    return object === undefined || second === undefined ? [] : [{ object, a: at, b: second }];
  });
  rows.sort((one, two) => one.object.popularity - two.object.popularity || one.a - two.a);
  return rows.length === 0
    ? null
    : { score: rows.reduce((sum, { object }) => sum + weightOf(object), 0), objects: rows.length, rows };
}

/** What an object adds to the score of two that share it. */
export function weightOf({ popularity }: EvidenceObject): number {
  return 1 / Math.log(2 + popularity);
}

/** With whom a member has something in common, and how many objects: those with most first. */
export function partnersOf(
  evidence: NetworkEvidence,
  member: number,
): { readonly member: number; readonly objects: number }[] {
  const found = new Map<number, number>();
  for (const { a, b, objects, shared } of evidence.pairs)
    if (shared.length > 0 && (a === member || b === member)) found.set(a === member ? b : a, objects);
  const own = actsOf(evidence, member);
  for (const [who, object] of triplesOf(evidence.acts))
    if (who !== member && own.has(object)) found.set(who, (found.get(who) ?? 0) + 1);
  return [...found]
    .map(([other, objects]) => ({ member: other, objects }))
    .sort((one, two) => two.objects - one.objects || one.member - two.member);
}

function isOf(pair: EvidencePair, a: number, b: number): boolean {
  return (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a);
}

function fromPair(
  { objects: known }: NetworkEvidence,
  { score, objects, shared }: EvidencePair,
  sameOrder: boolean,
): Common {
  const rows = [...triplesOf(shared)].flatMap(([place, one, other]): CommonObject[] => {
    const object = known[place];
    return object === undefined ? [] : [{ object, a: sameOrder ? one : other, b: sameOrder ? other : one }];
  });
  return { score, objects, rows };
}

function actsOf({ acts }: NetworkEvidence, member: number): ReadonlyMap<number, number> {
  const own = new Map<number, number>();
  for (const [who, object, second] of triplesOf(acts)) if (who === member) own.set(object, second);
  return own;
}

function* triplesOf(values: readonly number[]): Generator<readonly [number, number, number]> {
  for (let at = 0; at + 2 < values.length; at += 3)
    yield [values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0];
}
