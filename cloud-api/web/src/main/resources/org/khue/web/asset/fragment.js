// A code that stands behind # in the address, where no server and no log sees it, goes into its field.
(() => {
  const field = document.querySelector("[data-from-fragment]");
  const code = location.hash.slice(1);
  if (field && /^[0-9A-Z-]{10,30}$/.test(code)) {
    field.value = code;
    history.replaceState(null, "", location.pathname);
  }
})();
