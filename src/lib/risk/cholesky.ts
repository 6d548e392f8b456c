/**
 * Solves Ax = b for a symmetric, positive definite A by Cholesky's factors (Golub and Van Loan 2013, Matrix Computations, 4.2). Both
 * arguments are overwritten; the solution stands in `b`.
 *
 * @param a row by row; only its lower triangle is read
 * @throws RangeError where A is not positive definite
 */
export function solvePositiveDefinite(a: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = a[row * size + column] ?? 0;
      for (let k = 0; k < column; k++) sum -= (a[row * size + k] ?? 0) * (a[column * size + k] ?? 0);
      if (column < row) a[row * size + column] = sum / (a[column * size + column] ?? 1);
      else if (sum > 0) a[row * size + row] = Math.sqrt(sum);
      else throw new RangeError(`the matrix is not positive definite: pivot ${row} is ${sum}`);
    }
  }
  for (let row = 0; row < size; row++) {
    let sum = b[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= (a[row * size + k] ?? 0) * (b[k] ?? 0);
    b[row] = sum / (a[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = b[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= (a[k * size + row] ?? 0) * (b[k] ?? 0);
    b[row] = sum / (a[row * size + row] ?? 1);
  }
  return b;
}
