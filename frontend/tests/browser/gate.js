/** @returns {{opened: Promise<void>, open: () => void}} behind which something waits */
export function gate() {
  let open = () => {};
  const opened = new Promise((resolve) => {
    open = () => resolve(undefined);
  });
  return { opened, open: () => open() };
}
