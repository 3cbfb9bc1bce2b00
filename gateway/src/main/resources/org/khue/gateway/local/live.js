// Keeps the marked parts of a page fresh; without it the page is reloaded by hand.
(() => {
  const parts = document.querySelectorAll("[data-live]");
  if (!parts.length) return;
  const every = 2000;
  const refresh = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(location.href, { headers: { "X-Khue-Live": "1" } });
        if (answer.status === 401) {
          location.reload();
          return;
        }
        if (answer.ok) {
          const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
          for (const part of parts) {
            const now = fresh.getElementById(part.id);
            const inUse = part.contains(document.activeElement) || part.querySelector("details[open]");
            if (now && !inUse) part.replaceChildren(...now.childNodes);
          }
          document.documentElement.classList.remove("cut");
        }
      } catch {
        document.documentElement.classList.add("cut");
      }
    }
    setTimeout(refresh, every);
  };
  setTimeout(refresh, every);
})();
