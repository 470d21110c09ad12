// Many wishes for the same thing in a short time are one.

/**
 * @param {() => void} act
 * @param {number} milliseconds
 * @returns {() => void} has it done after that time; who asks meanwhile gets the same
 */
export function soon(act, milliseconds) {
  let isWanted = false;
  return () => {
    if (isWanted) return;
    isWanted = true;
    setTimeout(() => {
      isWanted = false;
      act();
    }, milliseconds);
  };
}
