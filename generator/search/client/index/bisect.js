// Python's `bisect_left`, which browsers lack: the index of the first of some sorted values that is not smaller.

export function bisectLeft(values, value) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
