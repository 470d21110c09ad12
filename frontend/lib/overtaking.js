// Answers may come in another order than they were asked for. Of several questions only the last counts.

/**
 * @param {AbortSignal} signal ends all of them
 * @returns {() => AbortSignal} for the next question: the one before ends, as it would if the page were left
 */
export function overtaking(signal) {
  let asking = new AbortController();
  return () => {
    asking.abort();
    asking = new AbortController();
    return AbortSignal.any([signal, asking.signal]);
  };
}
