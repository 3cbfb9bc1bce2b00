// Keeps ages true between two values, marks what has gone stale, and says when the line to the server is down.
// The pages work without it, only less lively.
(function () {
  'use strict';
  var root = document.documentElement;
  var ahead = Number(root.dataset.now) - Date.now(); // the server's clock minus this one's
  var relative = new Intl.RelativeTimeFormat(root.lang, { numeric: 'always' });

  function age(seconds) {
    if (seconds < 60) return relative.format(-seconds, 'second');
    if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
    if (seconds < 172800) return relative.format(-Math.floor(seconds / 3600), 'hour');
    return relative.format(-Math.floor(seconds / 86400), 'day');
  }

  function tick() {
    var now = Date.now() + ahead;
    document.querySelectorAll('time[data-at]').forEach(function (time) {
      var seconds = Math.max(0, Math.floor((now - Number(time.dataset.at)) / 1000));
      var text = age(seconds);
      if (time.textContent !== text) time.textContent = text;
      var reading = time.closest('.reading');
      if (reading && reading.dataset.staleAfter) {
        reading.classList.toggle('stale', seconds > Number(reading.dataset.staleAfter));
      }
    });
  }
  setInterval(tick, 1000);

  // A changed value is lit for a moment; an equal one is not.
  var before = new Map();
  document.addEventListener('htmx:sseBeforeMessage', function (event) {
    var old = event.target.querySelector('.reading');
    if (old) before.set(event.target, old.dataset.value);
  });
  document.addEventListener('htmx:sseMessage', function (event) {
    var reading = event.target.querySelector('.reading');
    if (reading && before.has(event.target) && before.get(event.target) !== reading.dataset.value) {
      reading.classList.add('fresh');
    }
    before.delete(event.target);
  });

  var line = document.getElementById('connection');
  if (line) {
    document.addEventListener('htmx:sseError', function () { line.hidden = false; });
    document.addEventListener('htmx:sseOpen', function () { line.hidden = true; });
  }

  // Signed out elsewhere: a fragment that is refused leads to the greeting.
  document.addEventListener('htmx:responseError', function (event) {
    if (event.detail.xhr.status === 401) window.location.assign('/login');
  });
})();
