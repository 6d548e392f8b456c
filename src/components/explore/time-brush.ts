import { clamp } from "./time-axis.js";

/** What a brush over time acts on. */
export interface BrushTarget {
  approach(): void;
  ends(): [number, number] | undefined;
  stepAt(clientX: number): number;
  x(step: number): number;
  readonly steps: number;
  brush(first: number, last: number, resting: boolean): void;
  clear(): void;
}

const grip = 8;

/** A drag near an end moves that end, one inside the brush moves all of it, one elsewhere makes a new one; a click clears. */
export function attachBrush(element: HTMLElement, target: BrushTarget): void {
  let move: ((step: number) => [number, number]) | undefined;
  let pressed = 0;
  let last: [number, number] | undefined;
  element.addEventListener("pointerenter", () => target.approach());
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    target.approach();
    element.setPointerCapture(event.pointerId);
    const at = event.clientX - element.getBoundingClientRect().left;
    const step = target.stepAt(event.clientX);
    const ends = target.ends();
    pressed = event.clientX;
    last = undefined;
    if (ends && Math.abs(at - target.x(ends[0])) <= grip) move = (to) => [to, ends[1]];
    else if (ends && Math.abs(at - target.x(ends[1] + 1)) <= grip) move = (to) => [ends[0], to];
    else if (ends && step >= ends[0] && step <= ends[1])
      move = (to) => {
        const by = clamp(to - step, -ends[0], target.steps - 1 - ends[1]);
        return [ends[0] + by, ends[1] + by];
      };
    else move = (to) => [step, to];
  });
  element.addEventListener("pointermove", (event) => {
    if (move === undefined || (last === undefined && Math.abs(event.clientX - pressed) < 3)) return;
    const next = move(target.stepAt(event.clientX));
    if (last !== undefined && next[0] === last[0] && next[1] === last[1]) return;
    last = next;
    target.brush(next[0], next[1], false);
  });
  const done = (): void => {
    if (move === undefined) return;
    move = undefined;
    if (last === undefined) target.clear();
    else target.brush(last[0], last[1], true);
  };
  element.addEventListener("pointerup", done);
  element.addEventListener("pointercancel", done);
}
