import { type TouchEvent, useRef } from 'react';

/** How far a finger goes along the screen at least, in CSS pixels; and how much further along than up or down. */
const shortest = 60;
const flatness = 2;

interface Start {
  x: number;
  y: number;
}

/** One finger from side to side. A second one makes a pinch of it. @param onSwipe 1: to the left, on to the next. */
export function useSwipe(onSwipe: (by: -1 | 1) => void) {
  const start = useRef<Start | null>(null);
  return {
    onTouchStart({ touches }: TouchEvent) {
      const finger = touches[0];
      start.current = finger && touches.length === 1 ? { x: finger.clientX, y: finger.clientY } : null;
    },
    onTouchEnd({ changedTouches }: TouchEvent) {
      const finger = changedTouches[0];
      const from = start.current;
      start.current = null;
      if (!from || !finger) return;
      const across = finger.clientX - from.x;
      if (Math.abs(across) < Math.max(shortest, flatness * Math.abs(finger.clientY - from.y))) return;
      onSwipe(across < 0 ? 1 : -1);
    },
    onTouchCancel() {
      start.current = null;
    },
  };
}
