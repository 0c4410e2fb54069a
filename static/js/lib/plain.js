// A click that means this window: neither of another button, nor with a key that asks for a new one.
export function isPlain({ button, metaKey, ctrlKey, shiftKey }) {
  return !(button || metaKey || ctrlKey || shiftKey);
}
