/** The least of many values that change: a segment tree in typed arrays, O(log n) a change. Equal values: the lower index first. */
export class MinTree {
  readonly #leaves: number;
  readonly #least: Int32Array;
  readonly #values: Float64Array;

  constructor(values: Float64Array) {
    let leaves = 1;
    while (leaves < values.length) leaves *= 2;
    this.#leaves = leaves;
    this.#values = new Float64Array(leaves).fill(Number.POSITIVE_INFINITY);
    this.#values.set(values);
    this.#least = new Int32Array(2 * leaves);
    for (let leaf = 0; leaf < leaves; leaf++) this.#least[leaves + leaf] = leaf;
    for (let node = leaves - 1; node > 0; node--) this.#choose(node);
  }

  value(index: number): number {
    return this.#values[index] ?? Number.POSITIVE_INFINITY;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
    for (let node = (this.#leaves + index) >> 1; node > 0; node >>= 1) this.#choose(node);
  }

  /** Index of the least value. */
  least(): number {
    return this.#least[1] ?? 0;
  }

  #choose(node: number): void {
    const [left, right] = [this.#least[2 * node] ?? 0, this.#least[2 * node + 1] ?? 0];
    this.#least[node] = this.value(right) < this.value(left) ? right : left;
  }
}
